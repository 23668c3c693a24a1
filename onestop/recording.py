"""How a dossier is changed: locked, checked, written together with its event and its change number.

Only :mod:`onestop.receiving` and :mod:`onestop.moves` call this.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from onestop.models import Dossier, Event
from onestop.models.events import event_digest
from onestop.vocabulary import DossierStatus, EventKind
from onestop.working_days import vietnam_day, working_days


class MoveError(Exception):
    """Something that cannot be done with a dossier now. The text says why, for people."""


class WrongMove(MoveError):
    """The status does not allow it."""


class Stale(MoveError):
    """Somebody else has changed the dossier since it was shown."""


def locked(dossier: Dossier, version: int | None) -> Dossier:
    """The dossier as it stands, locked until the transaction ends.

    Raises :class:`Stale` when it no longer has the ``version`` that the caller saw.
    """
    fresh = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("agency", "service")
        .get(pk=dossier.pk)
    )
    if version is not None and version != fresh.version:
        raise Stale(
            _("Người khác vừa xử lý hồ sơ này (hiện là “%(status)s”). Hãy tải lại trang để xem.")
            % {"status": fresh.standing.label}
        )
    return fresh


def change_status(dossier: Dossier, to: DossierStatus, *, at: datetime) -> None:
    """Set the status, with what follows from it; not yet saved. Raises :class:`WrongMove`."""
    if not dossier.standing.may_become(to):
        raise WrongMove(
            _("Hồ sơ đang ở trạng thái “%(now)s” nên không thể chuyển sang “%(to)s”.")
            % {"now": dossier.standing.label, "to": to.label}
        )
    if dossier.paused_since is not None:
        _let_the_clock_go_on(dossier, at)
    if to.waits_for_applicant:
        dossier.resume_status, dossier.paused_since = dossier.status, at
    else:
        dossier.resume_status = dossier.paused_since = None
    if to == DossierStatus.FINISHED:
        dossier.finished_at = at
    if to.ended:
        dossier.ended_at = at
    dossier.status = to


def _let_the_clock_go_on(dossier: Dossier, at: datetime) -> None:
    """The due date moves by the working days that the clock has stood."""
    if dossier.paused_since is None:
        return
    calendar = working_days()
    days = calendar.between(vietnam_day(dossier.paused_since), vietnam_day(at))
    dossier.paused_days += days
    if dossier.due_at is not None:
        dossier.due_at = calendar.moved(dossier.due_at, days)


def write(
    dossier: Dossier,
    *,
    kind: EventKind,
    actor: str,
    at: datetime,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Append the event and save the dossier under a new change number.

    The change number comes last: its row stays locked to the end of the transaction.
    """
    number = dossier.event_count + 1
    event = Event(
        dossier=dossier,
        number=number,
        kind=kind,
        status=dossier.status,
        at=at,
        actor=actor,
        agency_code=dossier.agency.code,
        note=note,
        data=data or {},
    )
    event.digest = event.digest_after(bytes(dossier.chain_head), code=dossier.code)
    dossier.event_count, dossier.chain_head = number, event.digest
    if dossier.pk is None:
        dossier.change = next_change()
        dossier.save(force_insert=True)
        event.dossier = dossier
        event.save(force_insert=True)
    else:
        event.save(force_insert=True)
        dossier.version += 1
        dossier.change = next_change()
        dossier.save(force_update=True)
    return event


def next_change() -> int:
    """The next change number; transactions that hold one commit in its order."""
    return _next(
        "INSERT INTO onestop_changecounter (id, last) VALUES (1, 1) "
        "ON CONFLICT (id) DO UPDATE SET last = onestop_changecounter.last + 1 RETURNING last"
    )


def next_serial(agency_code: str, day: Any) -> int:
    """The next serial of an agency's day, from 1; none is left out, none given twice."""
    return _next(
        "INSERT INTO onestop_serialcounter (agency_code, day, last) VALUES (%s, %s, 1) "
        "ON CONFLICT (agency_code, day) DO UPDATE SET last = onestop_serialcounter.last + 1 "
        "RETURNING last",
        agency_code,
        day,
    )


def _next(sql: str, *parameters: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.fetchone()[0])


def broken_link(dossier: Dossier, events: list[Event]) -> int | None:
    """The number of the first event that is not as it was written, or None.

    ``events``: all of them, by number. A missing last event shows as the number after the last.
    """
    digest = b""
    for expected, event in enumerate(events, start=1):
        digest = event.digest_after(digest, code=dossier.code)
        if event.number != expected or bytes(event.digest) != digest:
            return expected
    if len(events) != dossier.event_count or digest != bytes(dossier.chain_head):
        return len(events) + 1
    if events and events[-1].status != dossier.status:
        return len(events)
    return None


__all__ = [
    "MoveError",
    "Stale",
    "WrongMove",
    "broken_link",
    "change_status",
    "event_digest",
    "locked",
    "next_change",
    "next_serial",
    "write",
]
