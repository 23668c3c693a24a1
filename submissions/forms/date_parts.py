"""A date in three boxes, as govuk-frontend asks for it: day, month, year, typed as digits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms


class DateParts(forms.Widget):
    """Reads ``name-day``, ``name-month`` and ``name-year``, or one text in ``name``."""

    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """The date as "2026-11-24", or what was typed where that is no date; empty for nothing."""
        typed = [str(data.get(f"{name}-{part}") or "").strip() for part in self.parts]
        if not any(typed):
            return str(data.get(name) or "").strip()
        try:
            day, month, year = map(int, typed)
            return date(year, month, day).isoformat()
        except ValueError:
            return "/".join(typed)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the page did not ask for it."""
        return name not in data and f"{name}-day" not in data


def split(value: Any) -> list[str]:
    """[day, month, year] for the three boxes, from an answer or from what was typed."""
    text = str(value or "")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return [*text.split("/", 2), "", "", ""][:3]
    return [str(found.day), str(found.month), str(found.year)]
