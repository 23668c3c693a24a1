"""Who works on a dossier, until when, and what officers note among themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.models import Agency, Dossier, Officer
from onestop.moves.steps import must_be_open, must_say_why
from onestop.recording import MoveError, WrongMove, locked, write
from onestop.vocabulary import EventKind


@transaction.atomic
def hand_on(
    *,
    dossier: Dossier,
    actor: str,
    agency: Agency,
    note: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Another unit goes on with it; code, status and due date stay. It leaves this unit's queue."""
    at = at or timezone.now()
    dossier = locked(dossier, version)
    must_be_open(dossier)
    if agency.pk == dossier.agency_id:
        raise MoveError(_("Hồ sơ đang ở chính cơ quan này."))
    before = dossier.agency.code
    dossier.agency, dossier.officer = agency, None
    write(
        dossier,
        kind=EventKind.HANDED_ON,
        actor=actor,
        at=at,
        note=note,
        data={"from": before, "to": agency.code},
    )
    return dossier


@transaction.atomic
def assign(
    *,
    dossier: Dossier,
    actor: str,
    officer: Officer,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """An officer of the same unit takes it over."""
    at = at or timezone.now()
    dossier = locked(dossier, version)
    must_be_open(dossier)
    if officer.agency_id != dossier.agency_id:
        raise MoveError(_("Cán bộ này thuộc đơn vị khác."))
    dossier.officer = officer
    write(
        dossier,
        kind=EventKind.ASSIGNED,
        actor=actor,
        at=at,
        data={"officer": officer.user.get_username()},
    )
    return dossier


@transaction.atomic
def extend(
    *,
    dossier: Dossier,
    actor: str,
    reason: str,
    due_at: datetime,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Xin lỗi và hẹn lại (Mẫu 04), once at the most; the new date must be later."""
    must_say_why(reason)
    at = at or timezone.now()
    dossier = locked(dossier, version)
    if not dossier.standing.open_for_officers:
        raise WrongMove(_("Chỉ hẹn lại khi hồ sơ đang được giải quyết."))
    if dossier.extended_at is not None:
        raise WrongMove(_("Hồ sơ đã hẹn lại một lần; chỉ được hẹn lại một lần."))
    if dossier.due_at is None or due_at <= dossier.due_at:
        raise MoveError(_("Ngày hẹn mới phải sau ngày hẹn cũ."))
    before, dossier.due_at, dossier.extended_at = dossier.due_at, due_at, at
    write(
        dossier,
        kind=EventKind.EXTENDED,
        actor=actor,
        at=at,
        note=reason,
        data={"from": before.isoformat(), "to": due_at.isoformat()},
    )
    return dossier


@transaction.atomic
def add_note(
    *,
    dossier: Dossier,
    actor: str,
    note: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """A remark among officers; applicants never see it."""
    must_say_why(note)
    dossier = locked(dossier, version)
    write(dossier, kind=EventKind.NOTED, actor=actor, at=at or timezone.now(), note=note)
    return dossier
