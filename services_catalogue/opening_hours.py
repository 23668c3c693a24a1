"""Opening hours as people read them: days with the same hours on one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from services_catalogue.vocabulary import Weekday

if TYPE_CHECKING:
    from services_catalogue.models import OpeningPeriod


@dataclass(frozen=True, slots=True)
class Hours:
    """``days`` ("Thứ Hai – Thứ Sáu") and ``times`` (["7:30 – 11:30"]); no times: closed."""

    days: str
    times: tuple[str, ...]


def weekly_hours(periods: Iterable[OpeningPeriod]) -> list[Hours]:
    """The week from Monday on; empty when nothing is stated.

    The hours of the week, never "open now": the page is kept in a cache, and a wrong "open" sends
    someone on a trip.
    """
    by_day: dict[int, list[tuple[str, str]]] = {day: [] for day in Weekday.values}
    for one in periods:
        by_day[one.weekday].append((f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"))
    if not any(by_day.values()):
        return []
    week = [(day, tuple(_span(*span) for span in sorted(by_day[day]))) for day in Weekday.values]
    return [
        Hours(_days([day for day, _times in run]), times)
        for times, run in ((times, list(run)) for times, run in groupby(week, lambda one: one[1]))
    ]


def _span(opens: str, closes: str) -> str:
    return f"{opens.removeprefix('0')} – {closes.removeprefix('0')}"


def _days(days: list[int]) -> str:
    first, last = Weekday(days[0]).label, Weekday(days[-1]).label
    if len(days) == 1:
        return str(first)
    if len(days) == 7:
        return _("Mọi ngày")
    return f"{first} – {last}" if len(days) > 2 else f"{first}, {last}"
