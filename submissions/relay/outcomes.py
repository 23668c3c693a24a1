"""What an attempt came to, written down. A claim that is no longer ours writes nothing."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from submissions.backends.protocol import BackendError, TakenDossier
from submissions.models import OutboxEntry, Submission
from submissions.refused_answers import TOO_LATE, tell_refused
from submissions.relay.claiming import Claim
from submissions.relay.timing import wait_before
from submissions.vocabulary import DeliveryKind, DeliveryState

log = structlog.get_logger(__name__)

#: The backend works when it took something this recently: what fails alone is at fault itself.
RECENTLY = timedelta(minutes=10)


def delivered(claim: Claim, taken: TakenDossier | None) -> bool:
    """The backend has it. Answers whether this was news; the same news twice changes nothing."""
    now = timezone.now()
    try:
        with transaction.atomic():
            # Not bound to the claim: whoever learns first that it arrived may say so.
            news = OutboxEntry.objects.filter(pk=claim.pk).exclude(state=DeliveryState.DELIVERED)
            first = news.update(
                state=DeliveryState.DELIVERED,
                delivered_at=now,
                claimed_until=None,
                attempts=claim.attempts + 1,
                reason="",
            )
            if first and taken is not None:
                submission = Submission.objects.filter(pk=claim.submission_id)
                submission.update(delivered_at=now, dossier_code=taken.code)
                # The feed of changes may have told more already.
                submission.filter(events__isnull=True).update(
                    status=taken.status, due_at=taken.due_at
                )
    except IntegrityError:  # a code that another submission has: the backend is confused
        failed(claim, BackendError("dossier_code_is_taken", permanent=True))
        return False
    if first:
        log.info(
            "delivered", kind=claim.kind.value, key=str(claim.key), attempts=claim.attempts + 1
        )
    return bool(first)


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
