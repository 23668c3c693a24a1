"""The same figures as files for machines and spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from open_data.models import Figure, Reading

COLUMNS = (
    "span",
    "group",
    "key",
    "name",
    "received",
    "received_online",
    "resolved",
    "early",
    "on_time",
    "late",
    "median_days",
    "p90_days",
)
#: What spreadsheets would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record(figure: Figure) -> dict[str, Any]:
    """A figure as it is published."""
    return {name: figure.grouping if name == "group" else getattr(figure, name) for name in COLUMNS}


def as_json(figures: Iterable[Figure], reading: Reading | None) -> dict[str, Any]:
    """``{as_of, unit, items}``; days are working days."""
    as_of = reading.as_of if reading else None
    return {
        "as_of": as_of.isoformat() if as_of else None,
        "unit_of_days": "working day",
        "items": [record(one) for one in figures],
    }


def as_csv(figures: Iterable[Figure]) -> str:
    """Comma-separated, UTF-8 with a mark that spreadsheets look for; a cell never is a formula."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for one in figures:
        cells = record(one)
        for name in ("key", "name"):
            if str(cells[name]).startswith(_FORMULA):
                cells[name] = f"'{cells[name]}"
        writer.writerow(cells)
    return out.getvalue()
