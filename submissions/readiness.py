"""How the way to the backend stands, for /readyz: (whether all is well, what to know)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from submissions.models import BackendCursor, Notice
from submissions.relay.alarms import outbox_state
from submissions.relay.reading import FEED
from submissions.vocabulary import DeliveryState


def backend_readiness() -> tuple[bool, str]:
    """Whether the relay reads the backend's changes."""
    if not settings.DOSSIER_API_URL:
        return True, "none connected"
    place = BackendCursor.objects.filter(name=FEED).first()
    if place is None or place.read_at is None:
        why = place.reason if place else "is the relay running?"
        return False, f"never read: {why}"
    silent = timezone.now() - place.read_at
    if silent > timedelta(seconds=3 * settings.RELAY_POLL_SECONDS + 60):
        why = place.reason or "is the relay running?"
        return False, f"not read since {timezone.localtime(place.read_at):%H:%M %d/%m}: {why}"
    return True, f"changes read {max(0, int(silent.total_seconds()))} s ago"


def outbox_readiness() -> tuple[bool, str]:
    """Whether everything that was handed in goes out in time, and the mails with it."""
    now, state = timezone.now(), outbox_state()
    mails = Notice.objects.filter(
        state=DeliveryState.PARKED, created_at__gte=now - timedelta(days=1)
    ).count()
    detail = f"{state.waiting} waiting, {state.parked} parked, {mails} mails given up"
    if state.oldest:
        detail += f", oldest from {timezone.localtime(state.oldest):%H:%M %d/%m}"
    return not (state.parked or mails or state.is_late(now)), detail
