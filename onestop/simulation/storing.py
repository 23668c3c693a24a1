"""Writing a batch: one transaction, the fastest way each database has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from onestop.counting import period_starts
from onestop.models import (
    ChangeCounter,
    Dossier,
    Event,
    Figure,
    PaperRequest,
    PaymentRequest,
    SerialCounter,
)
from onestop.models.figures import COUNT_COLUMNS, DAY_COLUMNS
from onestop.simulation import rows as made
from onestop.simulation.rows import Rows


def begin() -> Rows:
    """An empty batch after what the database holds. Nobody else may write meanwhile."""
    ids = {
        name: (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        for name, model in (
            ("dossier", Dossier),
            ("papers", PaperRequest),
            ("payment", PaymentRequest),
        )
    }
    change = ChangeCounter.objects.aggregate(last=Max("last"))["last"] or 0
    return Rows(ids=ids, change=change)


@transaction.atomic
def store(batch: Rows) -> None:
    """Write the rows of ``batch`` and empty it; figures stay, for :func:`store_figures`."""
    for model, columns, rows in (
        (Dossier, made.DOSSIER, batch.dossiers),
        (Event, made.EVENT, batch.events),
        (PaperRequest, made.PAPERS, batch.papers),
        (PaymentRequest, made.PAYMENTS, batch.payments),
    ):
        _insert(model, columns, rows)
        rows.clear()
    ChangeCounter.objects.update_or_create(pk=1, defaults={"last": batch.change})


@transaction.atomic
def store_figures(batch: Rows, before: int) -> None:
    """Add the counted days before ``before`` (an ordinal) to what stands there, with months and years."""
    summed: dict[tuple[str, str, str, date], list[int]] = {}
    ready = [key for key in batch.figures if key[2] < before]
    for group, key, day in ready:
        counts = batch.figures.pop((group, key, day))
        for period, start in period_starts(date.fromordinal(day)):
            known = summed.get((group, key, period, start))
            if known is None:
                summed[group, key, period, start] = list(counts)
            else:
                for place, number in enumerate(counts):
                    if number:
                        known[place] += number
    columns = [*COUNT_COLUMNS, *DAY_COLUMNS]
    name = connection.ops.quote_name
    table = name(Figure._meta.db_table)
    names = ", ".join(map(name, ["group", "key", "period", "start", *columns]))
    sums = ", ".join(f"{name(c)} = {table}.{name(c)} + excluded.{name(c)}" for c in columns)
    target = ", ".join(map(name, ["group", "period", "start", "key"]))
    add = f"ON CONFLICT ({target}) DO UPDATE SET {sums}"
    # In the order of the index, so that it grows at its ends.
    ordered = sorted(summed.items(), key=lambda row: (row[0][0], row[0][2], row[0][3], row[0][1]))
    rows: list[Any] = [(*key[:3], key[3].isoformat(), *counts) for key, counts in ordered]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TEMP TABLE counted (LIKE {table}) ON COMMIT DROP")
            cursor.execute("ALTER TABLE counted DROP COLUMN id")
            with cursor.copy(f"COPY counted ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {names} FROM counted {add}"  # noqa: S608
            )
            cursor.execute("DROP TABLE counted")
        else:
            marks = ", ".join(["%s"] * (4 + len(columns)))
            cursor.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks}) {add}",  # noqa: S608
                rows,
            )


@transaction.atomic
def store_serials(last: dict[tuple[str, date], int]) -> None:
    """The counters go on after the simulated dossiers."""
    SerialCounter.objects.bulk_create(
        (
            SerialCounter(agency_code=code, day=day, last=number)
            for (code, day), number in last.items()
        ),
        update_conflicts=True,
        unique_fields=["agency_code", "day"],
        update_fields=["last"],
        batch_size=5000,
    )


def finish() -> None:
    """Let the database know what came: the next free ids, and what the tables look like."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from django.core.management.color import no_style

            models = [Dossier, PaperRequest, PaymentRequest]
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            cursor.execute("ANALYZE")
        else:
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


def _insert(model: Any, columns: Sequence[str], rows: Iterable[tuple]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own models
                rows,  # type: ignore[arg-type]  # SQLite streams them
            )
