"""A service in one row of plain cells: text as it is, everything else as JSON.

So a CSV file holds a whole service, and a rejected row of any source goes into a table and back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from services_catalogue.exchange.records import ServiceRecord

#: Column of the reason in a table of rejected rows; readers pass over it.
REASON = "Lý do bị loại"
#: Fields of a record that are text of any kind; the others are JSON in their cells.
_PLAIN = frozenset(
    {
        *("code", "name", "short_name", "summary", "decision_number", "kind", "field"),
        *("online_level", "effective_from", "effective_to", "superseded_by", "reviewed_on"),
        *("source_url",),
    }
)
FIELDS = tuple(ServiceRecord.model_fields)


def cell_of(value: Any) -> str:
    """``value``, as JSON knows it, in one cell."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def record_cells(record: ServiceRecord) -> list[str]:
    """Cells of ``record`` in the order of :data:`FIELDS`; "" for what is not set."""
    values = record.model_dump(mode="json", warnings=False)
    return [
        cell_of(values[name]) if name in _PLAIN else json.dumps(values[name], ensure_ascii=False)
        for name in FIELDS
    ]


def values_of(cells: dict[str, str]) -> dict[str, Any]:
    """The values of a record in ``cells``; an empty cell says nothing of its field.

    A cell that is no JSON where JSON is due stays text, for the schema to refuse with its reason.
    """
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        if name == REASON or cell == "":
            continue
        values[name] = cell if name in _PLAIN else decoded(cell)
    return values


def decoded(cell: str) -> Any:
    """The JSON in ``cell``, or its text."""
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def joined(rows: Iterable[Sequence[str]], mark: str) -> list[list[str]]:
    """Rows whose cells too long for Excel go on in the rows below, after ``mark``, made whole."""
    whole: list[list[str]] = []
    for row in rows:
        more = [cell[len(mark) :] if cell.startswith(mark) else "" for cell in row]
        if whole and any(more):
            whole[-1] = [f"{cell}{rest}" for cell, rest in zip(whole[-1], more, strict=True)]
        else:
            whole.append(list(row))
    return whole
