"""What several moves have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.counting import count_refused, count_resolved, count_withdrawn
from onestop.models import Dossier
from onestop.recording import MoveError, WrongMove, change_status, locked, write
from onestop.vocabulary import DossierStatus, EventKind
from onestop.working_days import vietnam_day, working_days


def step(
    dossier: Dossier,
    to: DossierStatus,
    kind: EventKind,
    *,
    actor: str,
    note: str,
    version: int | None,
    at: datetime | None,
    data: dict[str, Any] | None = None,
) -> Dossier:
    """A move that only changes the status, with what the figures count of it."""
    at = at or timezone.now()
    dossier = locked(dossier, version)
    change_status(dossier, to, at=at)
    close_requests(dossier, at)
    if to in {DossierStatus.DENIED, DossierStatus.STOPPED}:
        count_refused(dossier, vietnam_day(at))
    elif to == DossierStatus.WITHDRAWN:
        count_withdrawn(dossier, vietnam_day(at))
    elif to == DossierStatus.FINISHED:
        count_resolved(dossier, working_days())
    write(dossier, kind=kind, actor=actor, at=at, note=note, data=data)
    return dossier


def close_requests(dossier: Dossier, at: datetime) -> None:
    """Nothing that was asked is still waited for."""
    dossier.paper_requests.filter(closed_at=None).update(closed_at=at)
    dossier.payment_requests.filter(closed_at=None).update(closed_at=at)


def must_be_open(dossier: Dossier) -> None:
    """Raises :class:`WrongMove` when nothing more may happen."""
    if dossier.standing.ended:
        raise WrongMove(_("Hồ sơ đã kết thúc (“%(now)s”).") % {"now": dossier.standing.label})


def must_say_why(text: str) -> None:
    """Raises :class:`MoveError` when a reason is missing."""
    if not text.strip():
        raise MoveError(_("Viết lý do để người nộp hiểu."))
