"""Writing the figures, in the transaction of what they count."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from onestop.models.figures import COUNT_COLUMNS, DAY_EDGES, Figure
from onestop.vocabulary import Channel, EventKind, FigureGroup, FigurePeriod
from onestop.working_days import WorkingDays, vietnam_day

if TYPE_CHECKING:
    from onestop.models import Dossier


def days_column(days: int) -> str:
    """The column that counts a duration of ``days`` working days."""
    return f"days_{DAY_EDGES[bisect_right(DAY_EDGES, max(0, days)) - 1]}"


def period_starts(day: date) -> list[tuple[str, date]]:
    """The periods that ``day`` belongs to, each with its first day."""
    return [
        (FigurePeriod.DAY.value, day),
        (FigurePeriod.MONTH.value, day.replace(day=1)),
        (FigurePeriod.YEAR.value, day.replace(month=1, day=1)),
    ]


def count(dossier: Dossier, day: date, *columns: str) -> None:
    """Add one to each of ``columns`` on ``day``, for the dossier's agency, field and service.

    One statement; rows are always touched in the same order, so that two writers cannot lock each
    other out.
    """
    keys = [
        (FigureGroup.AGENCY.value, dossier.agency.code),
        (FigureGroup.FIELD.value, dossier.service.field_code),
        (FigureGroup.SERVICE.value, dossier.service.code),
    ]
    rows = [(*key, *period) for key in keys for period in period_starts(day)]
    name = connection.ops.quote_name
    table = name(Figure._meta.db_table)
    written = [*COUNT_COLUMNS, *(column for column in columns if column not in COUNT_COLUMNS)]
    ones = [1 if column in columns else 0 for column in written]
    values = ", ".join(["(" + ", ".join(["%s"] * (4 + len(written))) + ")"] * len(rows))
    fields = ", ".join(map(name, ["group", "key", "period", "start", *written]))
    sums = ", ".join(f"{name(c)} = {table}.{name(c)} + excluded.{name(c)}" for c in columns)
    target = ", ".join(map(name, ["group", "period", "start", "key"]))
    sql = (
        f"INSERT INTO {table} ({fields}) VALUES {values} "  # noqa: S608 - names of our own model
        f"ON CONFLICT ({target}) DO UPDATE SET {sums}"
    )
    with connection.cursor() as cursor:
        values_of_rows: list[Any] = [value for row in rows for value in (*row, *ones)]
        cursor.execute(sql, values_of_rows)


def count_received(dossier: Dossier) -> None:
    """One more came in, online or otherwise."""
    online = ["received_online"] if dossier.channel == Channel.ONLINE else []
    count(dossier, vietnam_day(dossier.received_at), "received", *online)


def count_refused(dossier: Dossier, day: date) -> None:
    """One more was not accepted, or stopped."""
    count(dossier, day, "refused")


def count_withdrawn(dossier: Dossier, day: date) -> None:
    """One more was taken back."""
    count(dossier, day, "withdrawn")


def count_resolved(dossier: Dossier, calendar: WorkingDays) -> None:
    """One more has its result: how it kept its term, and how long the clock ran."""
    if dossier.finished_at is None:
        raise ValueError("The dossier has no result yet.")
    day = vietnam_day(dossier.finished_at)
    days = calendar.between(vietnam_day(dossier.received_at), day) - dossier.paused_days
    kept = after_extension(dossier, calendar) if dossier.extended_at else punctuality(dossier)
    count(dossier, day, "resolved", kept, days_column(days))


def after_extension(dossier: Dossier, calendar: WorkingDays) -> str:
    """Punctuality against the first due date: an apology does not make a late result timely."""
    extension = dossier.events.filter(kind=EventKind.EXTENDED).last()
    if extension is None or dossier.due_at is None or dossier.finished_at is None:
        return punctuality(dossier)
    before, after = (
        vietnam_day(datetime.fromisoformat(extension.data[end])) for end in ("from", "to")
    )
    spare = calendar.between(vietnam_day(dossier.finished_at), vietnam_day(dossier.due_at))
    allowed = calendar.between(before, after)
    if spare < allowed:
        return "late"
    return "early" if spare > allowed else "on_time"


def punctuality(dossier: Dossier) -> str:
    """``early`` (before the due day), ``on_time`` (by the due hour, or no term) or ``late``."""
    if dossier.due_at is None or dossier.finished_at is None:
        return "on_time"
    if dossier.finished_at > dossier.due_at:
        return "late"
    return "early" if vietnam_day(dossier.finished_at) < vietnam_day(dossier.due_at) else "on_time"
