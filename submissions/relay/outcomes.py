"""What an attempt came to, written down. A claim that is no longer ours writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from submissions.backends.protocol import BackendError, TakenDossier
from submissions.models import OutboxEntry, StatusEvent, Submission
from submissions.refused_answers import TOO_LATE, tell_refused
from submissions.relay.claiming import Claim
from submissions.relay.timing import wait_before
from submissions.vocabulary import DeliveryKind, DeliveryState

log = structlog.get_logger(__name__)

#: The backend works when it took something this recently: what fails alone is at fault itself.
RECENTLY = timedelta(minutes=10)


#: A claim and what its dossier became (None for what belongs to a dossier).
Arrival = tuple[Claim, TakenDossier | None]


def delivered(arrivals: Sequence[Arrival]) -> int:
    """The backend has them. Answers how many were news; the same news twice changes nothing.

    One transaction for all: the disk is flushed once. Who is killed before has them delivered again,
    under the same keys.
    """
    if not arrivals:
        return 0
    try:
        news = _arrived(arrivals)
    except IntegrityError:  # a code that another submission has: the backend is confused
        if len(arrivals) > 1:
            return sum(delivered([one]) for one in arrivals)
        failed(arrivals[0][0], BackendError("dossier_code_is_taken", permanent=True))
        return 0
    for claim in news:
        log.info(
            "delivered", kind=claim.kind.value, key=str(claim.key), attempts=claim.attempts + 1
        )
    return len(news)


@transaction.atomic
def _arrived(arrivals: Sequence[Arrival]) -> list[Claim]:
    """Write down what arrived; answers what was news. Rows are locked in the order of their keys."""
    now = timezone.now()
    # Not bound to the claims: whoever learns first that something arrived may say so.
    entries = OutboxEntry.objects.filter(pk__in=[claim.pk for claim, _taken in arrivals])
    waiting = entries.exclude(state=DeliveryState.DELIVERED).order_by("pk")
    news = set(waiting.select_for_update().values_list("pk", flat=True))
    OutboxEntry.objects.filter(pk__in=news).update(
        state=DeliveryState.DELIVERED,
        delivered_at=now,
        claimed_until=None,
        attempts=F("attempts") + 1,
        reason="",
    )
    dossiers = {
        claim.submission_id: taken for claim, taken in arrivals if taken and claim.pk in news
    }
    submissions = Submission.objects.filter(pk__in=dossiers).order_by("pk")
    keys = list(submissions.select_for_update().values_list("pk", flat=True))
    # The feed of changes may have told more of some already.
    told = set(StatusEvent.objects.filter(submission__in=keys).values_list("submission", flat=True))
    for key in keys:
        taken = dossiers[key]
        more = {} if key in told else {"status": taken.status, "due_at": taken.due_at}
        Submission.objects.filter(pk=key).update(delivered_at=now, dossier_code=taken.code, **more)
    return [claim for claim, _taken in arrivals if claim.pk in news]


def failed(claim: Claim, error: BackendError) -> DeliveryState:
    """Try again later, or park it for a person to look at."""
    attempts = claim.attempts + 1
    if error.permanent or _fails_alone(attempts, error):
        claim.row.update(
            state=DeliveryState.PARKED,
            attempts=attempts,
            claimed_until=None,
            reason=error.reason[:500],
        )
        log.error("parked", kind=claim.kind.value, key=str(claim.key), reason=error.reason)
        if claim.kind != DeliveryKind.DOSSIER and error.permanent and error.status in TOO_LATE:
            tell_refused(claim.submission_id, claim.kind, str(claim.key))
        return DeliveryState.PARKED
    seconds = wait_before(attempts, error.retry_after)
    claim.row.update(
        attempts=attempts,
        claimed_until=None,
        next_attempt_at=timezone.now() + timedelta(seconds=seconds),
        reason=error.reason[:500],
    )
    log.warning(
        "postponed",
        key=str(claim.key),
        reason=error.reason,
        attempts=attempts,
        seconds=int(seconds),
    )
    return DeliveryState.WAITING


def _fails_alone(attempts: int, error: BackendError) -> bool:
    """Poison: it fails again and again with an answer, while others go through.

    Never parked for a backend that is down: an outage of days must not need thousands of clicks.
    """
    if error.unwell or attempts < settings.RELAY_PARK_ATTEMPTS:
        return False
    return OutboxEntry.objects.filter(delivered_at__gte=timezone.now() - RECENTLY).exists()
