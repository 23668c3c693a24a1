"""What an applicant does after handing in: withdraw, hand in what is missing. By way of the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from submissions.models import Attachment, OfficerRequest, OutboxEntry, Submission
from submissions.refused_answers import TOO_LATE, advice_of, headline_of
from submissions.tracking.standing import WITHDRAWABLE
from submissions.vocabulary import DeliveryKind, DeliveryState, DossierStatus


def refused_answers(submission: Submission) -> list[dict[str, str]]:
    """What the office did not take, as [{headline, advice}], latest first."""
    # The reason starts with the backend's status: what we parked for other reasons may still go.
    refused = submission.deliveries.exclude(kind=DeliveryKind.DOSSIER).filter(
        state=DeliveryState.PARKED, reason__regex=f"^http_({'|'.join(map(str, sorted(TOO_LATE)))})"
    )
    kinds = dict.fromkeys(refused.order_by("-pk").values_list("kind", flat=True))
    return [{"headline": headline_of(kind), "advice": advice_of(kind)} for kind in kinds]


class CannotWithdraw(Exception):
    """The dossier has been decided, or a withdrawal is on its way already."""


class AlreadyAnswered(Exception):
    """The request was answered or closed meanwhile (a second click, a second tab)."""


def withdraw(submission: Submission, reason: str) -> OutboxEntry:
    """Ask the backend to stop; once, however often it is clicked.

    :raises CannotWithdraw: when nothing is left to withdraw.
    """
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        if DossierStatus(locked.status) not in WITHDRAWABLE or withdrawal_of(locked):
            raise CannotWithdraw
        return OutboxEntry.objects.create(
            submission=locked, kind=DeliveryKind.WITHDRAWAL, payload={"reason": reason}
        )


def withdrawal_of(submission: Submission) -> OutboxEntry | None:
    """The withdrawal that was asked for, if any."""
    return submission.deliveries.filter(kind=DeliveryKind.WITHDRAWAL).first()


def supplement(
    request: OfficerRequest, attachments: Sequence[Attachment], note: str = ""
) -> OutboxEntry:
    """Hand in what the officers asked for: files that were kept with the submission, and a note.

    :raises AlreadyAnswered: when the request no longer waits.
    """
    with transaction.atomic():
        locked = OfficerRequest.objects.select_for_update().get(pk=request.pk)
        if locked.answered_at or locked.closed_at:
            raise AlreadyAnswered
        locked.answered_at = timezone.now()
        locked.save(update_fields=["answered_at"])
        return OutboxEntry.objects.create(
            submission_id=locked.submission_id,
            kind=DeliveryKind.SUPPLEMENT,
            payload={
                "request_id": locked.backend_id,
                "note": note,
                "attachments": [str(one.pk) for one in attachments],
            },
        )
