"""What the backend tells of a dossier, written down: each thing once, whatever order it comes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

from submissions.backends.protocol import DossierState
from submissions.models import OfficerRequest, StatusEvent, Submission
from submissions.status_mails import tell_applicant
from submissions.vocabulary import DossierStatus, RequestKind

log = structlog.get_logger(__name__)

#: The columns of a submission that the backend's word decides.
_WRITTEN = ("dossier_code", "status", "due_at", "clock_paused", "ended_at", "files")


@dataclass
class _Known:
    """What the timeline of one submission holds already: the events' ids, and when the last was."""

    ids: set[str] = field(default_factory=set)
    latest: datetime | None = None

    def add(self, backend_id: str, at: datetime) -> None:
        self.ids.add(backend_id)
        self.latest = max(self.latest or at, at)


def record_status(state: DossierState) -> Submission | None:
    """Timeline, requests, due date and status of one dossier. None when it is not ours.

    Told twice, nothing changes; told late, the timeline is completed and the newer status stays.
    """
    return record_statuses([state])[0]


@transaction.atomic
def record_statuses(states: Sequence[DossierState]) -> list[Submission | None]:
    """:func:`record_status` for some dossiers in one transaction: all of them, or none.

    A few at a time: others wait while it writes.
    """
    found = _locked(states)
    known = _known([one.pk for one in found if one])
    events: list[StatusEvent] = []
    for submission, state in zip(found, states, strict=True):
        if submission is not None:
            before = _written(submission)
            fresh = _fresh_events(submission, state, known[submission.pk])
            events += fresh
            _record_one(submission, state, fresh, known[submission.pk])
            if _written(submission) != before:
                submission.save(update_fields=_WRITTEN)
    # Another relay may be telling the same at this moment.
    StatusEvent.objects.bulk_create(events, ignore_conflicts=True)
    return found


def _locked(states: Sequence[DossierState]) -> list[Submission | None]:
    """The submission of each state, locked in the order of their keys: no two relays in a deadlock."""
    codes = [one.code for one in states]
    references = [one.reference for one in states if one.reference]
    # The answer to the delivery may have got lost, and the feed tells it first: no code yet.
    ours = Q(dossier_code__in=codes) | Q(dossier_code=None, reference__in=references)
    among = Submission.objects.select_for_update(of=("self",)).defer("payload")
    by_code: dict[str, Submission] = {}
    by_reference: dict[str, Submission] = {}
    for one in among.filter(ours).order_by("pk"):
        if one.dossier_code is None:
            by_reference[one.reference] = one
        else:
            by_code[one.dossier_code] = one
    return [by_code.get(one.code) or by_reference.get(one.reference) for one in states]


def _known(keys: Sequence[int]) -> defaultdict[int, _Known]:
    known: defaultdict[int, _Known] = defaultdict(_Known)
    events = StatusEvent.objects.filter(submission__in=keys).order_by()
    for key, backend_id, at in events.values_list("submission_id", "backend_id", "at"):
        known[key].add(backend_id, at)
    return known


def _written(submission: Submission) -> tuple[Any, ...]:
    return tuple(getattr(submission, name) for name in _WRITTEN)


def _record_one(
    submission: Submission, state: DossierState, fresh: list[StatusEvent], known: _Known
) -> None:
    if submission.dossier_code is None:
        # The relay will ask again for the answer.
        submission.dossier_code = state.code
    asked = _record_requests(submission, state)
    told = max((one.at for one in state.timeline), default=None)
    if known.latest is None or told is None or told >= known.latest:
        _take_over(submission, state)
    tell_applicant(submission, fresh, asked)


def _fresh_events(submission: Submission, state: DossierState, known: _Known) -> list[StatusEvent]:
    """What is new of the timeline, oldest first; not saved, but known from now on."""
    fresh = []
    for one in state.timeline:
        if one.id in known.ids:
            continue
        known.add(one.id, one.at)
        fresh.append(
            StatusEvent(
                submission=submission,
                backend_id=one.id,
                status=one.status,
                at=one.at,
                note=one.note,
                agency_name=one.agency_name,
            )
        )
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
