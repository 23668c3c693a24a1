"""A brake on guessing: failures are counted in the database, exactly, across all processes.

Four digits are ten thousand guesses. Five wrong ones an hour and fifteen a day for one dossier leave
a stranger who knows its code a chance of 0.3 % a day; a person who mistypes waits an hour at most.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from submissions.encryption import keyed_digest
from submissions.models import TrackingFailure

#: (what is counted, window, failures allowed in it)
LIMITS = (
    ("dossier", timedelta(hours=1), 5),
    ("dossier", timedelta(days=1), 15),
    ("address", timedelta(hours=1), 20),
)
LONGEST = max(window for _kind, window, _allowed in LIMITS)


def seconds_to_wait(code: str, address: str) -> int:
    """0 when another try is allowed, else the seconds until it is."""
    now = timezone.now()
    keys = _keys(code, address)
    waits = [0]
    for kind, window, allowed in LIMITS:
        failures = TrackingFailure.objects.filter(key=keys[kind], at__gt=now - window)
        times = list(failures.order_by("-at").values_list("at", flat=True)[:allowed])
        if len(times) == allowed:
            waits.append(int((times[-1] + window - now).total_seconds()) + 1)
    return max(waits)


def count_failure(code: str, address: str) -> None:
    """Remember a wrong guess, as digests: neither code nor address can be read back."""
    TrackingFailure.objects.bulk_create(
        TrackingFailure(key=key) for key in _keys(code, address).values()
    )


def forget_old() -> int:
    """Delete what no limit counts any more. :returns: how many rows."""
    return TrackingFailure.objects.filter(at__lt=timezone.now() - LONGEST).delete()[0]


def _keys(code: str, address: str) -> dict[str, str]:
    return {
        "dossier": keyed_digest("tracking failure, dossier", code),
        "address": keyed_digest("tracking failure, address", address),
    }
