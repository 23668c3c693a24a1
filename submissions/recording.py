"""What the backend tells of a dossier, written down: each thing once, whatever order it comes in."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.db import transaction

from submissions.backends.protocol import DossierState
from submissions.models import OfficerRequest, StatusEvent, Submission
from submissions.status_mails import tell_applicant
from submissions.vocabulary import DossierStatus, RequestKind

log = structlog.get_logger(__name__)


@transaction.atomic
def record_status(state: DossierState) -> Submission | None:
    """Timeline, requests, due date and status of one dossier. None when it is not ours.

    Told twice, nothing changes; told late, the timeline is completed and the newer status stays.
    """
    among = Submission.objects.select_for_update(of=("self",)).defer("payload")
    submission = among.filter(dossier_code=state.code).first()
    if submission is None and state.reference:
        submission = among.filter(reference=state.reference, dossier_code=None).first()
    if submission is None:
        return None
    if submission.dossier_code is None:
        # The answer to the delivery got lost, the feed tells it first; the relay will ask again.
        submission.dossier_code = state.code
    fresh = _record_events(submission, state)
    asked = _record_requests(submission, state)
    if _is_newest(submission, state):
        _take_over(submission, state)
    submission.save(
        update_fields=["dossier_code", "status", "due_at", "clock_paused", "ended_at", "files"]
    )
    tell_applicant(submission, fresh, asked)
    return submission


def _record_events(submission: Submission, state: DossierState) -> list[StatusEvent]:
    """Add what is new; answers it, oldest first."""
    known = set(submission.events.values_list("backend_id", flat=True))
    fresh = [
        StatusEvent(
            submission=submission,
            backend_id=one.id,
            status=one.status,
            at=one.at,
            note=one.note,
            agency_name=one.agency_name,
        )
        for one in state.timeline
        if one.id not in known
    ]
    # Another relay may be telling the same at this moment.
    StatusEvent.objects.bulk_create(fresh, ignore_conflicts=True)
    return sorted(fresh, key=lambda event: event.at)


def _record_requests(submission: Submission, state: DossierState) -> list[OfficerRequest]:
    """Add or renew requests; answers those that are new and still open."""
    new: list[OfficerRequest] = []
    for one in state.requests:
        if one.kind not in RequestKind.values:
            log.warning("unknown_request_kind", kind=one.kind[:40])
            continue
        request, made = OfficerRequest.objects.get_or_create(
            submission=submission,
            backend_id=one.id,
            defaults={"kind": one.kind, "asked_at": one.asked_at},
        )
        request.kind, request.asked_at = one.kind, one.asked_at
        request.reason, request.items, request.amount = one.reason, list(one.items), one.amount
        # An answer on its way counts: the backend has only not seen it yet.
        request.answered_at = one.answered_at or request.answered_at
        request.closed_at = one.closed_at
        request.save()
        if made and not (one.closed_at or one.answered_at):
            new.append(request)
    return new


def _is_newest(submission: Submission, state: DossierState) -> bool:
    latest = submission.events.order_by("-at").values_list("at", flat=True).first()
    told = max((one.at for one in state.timeline), default=None)
    return latest is None or told is None or told >= latest


def _take_over(submission: Submission, state: DossierState) -> None:
    status = DossierStatus(state.status)
    submission.status = status
    submission.due_at = state.due_at
    paused = state.clock_paused
    submission.files = [{"kind": one.kind, "id": one.id, "title": one.title} for one in state.files]
    submission.clock_paused = status.waits_for_applicant if paused is None else paused
    if not status.ended:
        submission.ended_at = None
    elif submission.ended_at is None:
        submission.ended_at = _ended_at(submission, state)


def _ended_at(submission: Submission, state: DossierState) -> datetime | None:
    ends = [one.at for one in state.timeline if one.status == state.status]
    return min(ends, default=submission.delivered_at)
