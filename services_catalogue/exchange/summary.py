"""What an import did or would do, and how it is told to an editor field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from services_catalogue.exchange.merging import Difference
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, Row


@dataclass(frozen=True, slots=True)
class Change:
    """One service that changes, field by field; an empty list of differences for a new one.

    ``page_id`` and ``revision_id`` are keys of the page and of the revision it was compared with,
    ``row`` is the row of the file, ``rank`` how many services stand behind it in its chain of
    replacements; ``told`` is what an editor should know of versions that wait for their day.
    """

    record: ServiceRecord
    differences: tuple[Difference, ...] = ()
    new: bool = False
    draft_only: bool = False
    page_id: int | None = None
    revision_id: int | None = None
    row: Row | None = None
    rank: int = 0
    told: str = ""


@dataclass(slots=True)
class Summary:
    """What an import did, or would do."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[tuple[Rejection, Row]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def line(self) -> str:
        """The last line of the command."""
        return (
            f"created {self.created}, changed {self.changed}, unchanged {self.unchanged}, "
            f"rejected {len(self.rejected)}"
        )


def describe(change: Change, *, most: int = 4) -> Iterator[str]:
    """Lines that tell an editor what changes in one service, field by field."""
    if change.new:
        yield f"+ {change.record.code} {change.record.name[:100]}"
        return
    note = _(" (chỉ lưu bản nháp: trang đang có bản nháp hoặc đã gỡ)") if change.draft_only else ""
    yield f"~ {change.record.code} {change.record.name[:100]}{note}"
    yield from (f"    {line}" for line in change.told.splitlines())
    for one in change.differences:
        if isinstance(one.old, list) and isinstance(one.new, list):
            gone = [item for item in one.old if item not in one.new]
            come = [item for item in one.new if item not in one.old]
            yield f"    {one.field}: {len(one.old)} → {len(one.new)}"
            yield from (f"      - {_short(item)}" for item in gone[:most])
            yield from (f"      + {_short(item)}" for item in come[:most])
        else:
            yield f"    {one.field}: {_short(one.old)} → {_short(one.new)}"


def _short(value: Any, length: int = 160) -> str:
    text = value.model_dump_json(exclude_defaults=True) if hasattr(value, "model_dump_json") else ""
    text = text or ("∅" if value in ("", None, []) else str(getattr(value, "value", value)))
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[:length]}…"
