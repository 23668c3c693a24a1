"""Dossiers that the portal did not hand over: taken in at a counter, followed here all the same.

Nothing of them is kept. The backend says whether code and digits fit, and each look asks it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog

from search.codes import dossier_code
from submissions.backends.connected import backend_for_visitors
from submissions.backends.protocol import BackendError, DossierFile, DossierState
from submissions.models import OfficerRequest, StatusEvent, Submission
from submissions.tracking.standing import Standing, standing_of
from submissions.vocabulary import DossierStatus, RequestKind

log = structlog.get_logger(__name__)


class BackendAway(Exception):
    """The processing backend cannot be asked now."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A dossier in the shape that the page of a dossier shows. ``submission`` is never saved."""

    submission: Submission
    standing: Standing
    files: tuple[DossierFile, ...]


def is_dossier_code(code: str) -> bool:
    """Whether this is a dossier code rather than a reference of the portal's own."""
    return dossier_code(code) == code


def proves_elsewhere(code: str, digits: str) -> bool:
    """Whether the backend knows this dossier and these digits fit it.

    :raises BackendAway: when it does not say.
    """
    backend = backend_for_visitors()
    if not backend.takes_dossiers or not is_dossier_code(code):
        return False
    try:
        return backend.track(code, digits) is not None
    except BackendError as error:
        raise _away(error) from error


def look(code: str, now: datetime) -> Elsewhere | None:
    """How a dossier stands at the backend, or None when it no longer knows it.

    :raises BackendAway: when it does not say.
    """
    try:
        state = backend_for_visitors().dossier(code)
    except BackendError as error:
        if error.status == 404:
            return None
        raise _away(error) from error
    return as_shown(state, now)


def as_shown(state: DossierState, now: datetime) -> Elsewhere:
    """The state of a dossier as unsaved rows, in words."""
    first = min((one.at for one in state.timeline), default=now)
    status = DossierStatus(state.status)
    paused = state.clock_paused
    submission = Submission(
        dossier_code=state.code,
        service_name=state.service_name or state.code,
        agency_name=state.agency_name,
        status=status,
        due_at=state.due_at,
        clock_paused=status.waits_for_applicant if paused is None else paused,
        submitted_at=state.submitted_at or first,
        delivered_at=state.received_at or first,
    )
    events = [
        StatusEvent(status=one.status, at=one.at, note=one.note, agency_name=one.agency_name)
        for one in state.timeline
    ]
    asked = [
        OfficerRequest(
            pk=number,
            kind=one.kind,
            reason=one.reason,
            items=list(one.items),
            amount=one.amount,
            asked_at=one.asked_at,
            answered_at=one.answered_at,
            closed_at=one.closed_at,
        )
        for number, one in enumerate(state.requests, 1)
        if one.kind in RequestKind.values
    ]
    return Elsewhere(submission, standing_of(submission, events, asked, now), state.files)


def _away(error: BackendError) -> BackendAway:
    log.warning("tracking_backend_away", reason=error.reason)
    return BackendAway(error.reason)
