"""Writes counts to the database: one transaction of upserts, alike on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from search.query_log.counting import Counts, Key

_SUMS = ("searches", "zero_results", "low_confidence", "clicks", "positions")


def write(counts: Mapping[Key, Counts]) -> None:
    """Add ``counts`` to the rows of their days. Raises DatabaseError.

    A click counts only for a text that was also searched that day: nobody can put texts into the
    log by sending clicks.
    """
    from search.query_log.models import SearchDay

    table = connection.ops.quote_name(SearchDay._meta.db_table)
    columns = ("day", "text", "code", *_SUMS, "best_position")
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in _SUMS)
    best = (
        f"best_position = CASE WHEN {table}.best_position IS NULL "
        f"OR excluded.best_position < {table}.best_position "
        f"THEN excluded.best_position ELSE {table}.best_position END"
    )
    # Table and columns are the model's own names; values go as parameters.
    statement = (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(columns))}) "
        f"ON CONFLICT (day, text, code) DO UPDATE SET {sums}, {best}"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for clicks in (False, True):
            # In one order in every process: two that write at once do not lock each other out.
            keys = sorted(key for key, one in counts.items() if bool(one.clicks) is clicks)
            if clicks:
                keys = _searched(keys)
            if keys:
                cursor.executemany(statement, [_row(key, counts[key]) for key in keys])


def _searched(keys: list[Key]) -> list[Key]:
    """Those of ``keys`` whose text has a row of searches on its day."""
    from search.query_log.models import SearchDay

    known: set[tuple[object, str]] = set()
    days = sorted({key.day for key in keys})
    texts = sorted({key.text for key in keys})
    for start in range(0, len(texts), 500):
        known |= set(
            SearchDay.objects.filter(
                day__in=days, text__in=texts[start : start + 500], searches__gt=0
            ).values_list("day", "text")
        )
    return [key for key in keys if (key.day, key.text) in known]


def _row(key: Key, counts: Counts) -> tuple[Any, ...]:
    return (
        connection.ops.adapt_datefield_value(key.day),
        key.text,
        key.code,
        *(int(getattr(counts, name)) for name in _SUMS),
        counts.best_position,
    )
