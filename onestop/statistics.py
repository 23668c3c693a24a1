"""Reading the figures: sums of whole years, months and single days, never of dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import ceil
from typing import Any

from django.db.models import Q, Sum

from onestop.models import Agency, Figure, Service
from onestop.models.figures import COUNT_COLUMNS, DAY_COLUMNS, DAY_EDGES
from onestop.vocabulary import FigureGroup, FigurePeriod

_COLUMNS = (*COUNT_COLUMNS, *DAY_COLUMNS)
_SUMS = {f"sum_{column}": Sum(column) for column in _COLUMNS}


def spans(first: date, last: date) -> dict[str, list[date]]:
    """The fewest years, months and days that make up ``first`` to ``last``, by their first days."""
    found: dict[str, list[date]] = {period: [] for period in FigurePeriod.values}
    day = first
    while day <= last:
        next_year = date(day.year + 1, 1, 1)
        next_month = (day.replace(day=1) + timedelta(32)).replace(day=1)
        if (day.month, day.day) == (1, 1) and next_year - timedelta(1) <= last:
            found[FigurePeriod.YEAR].append(day)
            day = next_year
        elif day.day == 1 and next_month - timedelta(1) <= last:
            found[FigurePeriod.MONTH].append(day)
            day = next_month
        else:
            found[FigurePeriod.DAY].append(day)
            day += timedelta(1)
    return found


def percentile(counts: Iterable[int], share: float) -> int | None:
    """The smallest duration that ``share`` of the counted do not exceed (nearest rank)."""
    counts = list(counts)
    wanted = ceil(share * sum(counts))
    seen = 0
    for place, number in enumerate(counts):
        seen += number
        if number and seen >= wanted:
            return _upper(place)
    return None


def _upper(place: int) -> int:
    """The longest duration of a column: exact where it counts one day."""
    return DAY_EDGES[place + 1] - 1 if place + 1 < len(DAY_EDGES) else DAY_EDGES[place]


def by_key(group: str, first: date, last: date, key: str = "") -> dict[str, list[int]]:
    """``{key: sums by column}`` of all keys of a group, or of one."""
    found = Figure.objects.filter(_within(first, last), group=group)
    if key:
        found = found.filter(key=key)
    rows = found.values_list("key").annotate(**_SUMS).order_by("key")
    return {row[0]: list(row[1:]) for row in rows}


def by_month(group: str, first: date, last: date, key: str = "") -> dict[str, list[int]]:
    """``{"2026-11": sums by column}`` over all keys of a group, or of one."""
    wanted = spans(first, last)
    months = [date(y.year, m, 1) for y in wanted[FigurePeriod.YEAR] for m in range(1, 13)]
    months += wanted[FigurePeriod.MONTH]
    chosen = Q(period=FigurePeriod.MONTH, start__in=months)
    chosen |= Q(period=FigurePeriod.DAY, start__in=wanted[FigurePeriod.DAY])
    found = Figure.objects.filter(chosen, group=group)
    if key:
        found = found.filter(key=key)
    sums: dict[str, list[int]] = {}
    for start, *row in found.values_list("start").annotate(**_SUMS).order_by("start"):
        name = f"{start:%Y-%m}"
        sums[name] = [a + b for a, b in zip(sums.get(name, [0] * len(row)), row, strict=True)]
    return sums


def counts_of(sums: list[int]) -> dict[str, Any]:
    """The sums of one group with median and 90th percentile."""
    days = sums[len(COUNT_COLUMNS) :]
    named: dict[str, Any] = dict(zip(COUNT_COLUMNS, sums, strict=False))
    return named | {"median_days": percentile(days, 0.5), "p90_days": percentile(days, 0.9)}


def added(rows: Iterable[list[int]]) -> list[int]:
    """The sum over all groups."""
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * len(_COLUMNS)


def names_of(group: str) -> dict[str, str]:
    """What the keys of a group are called."""
    if group == FigureGroup.AGENCY:
        return dict(Agency.objects.values_list("code", "name"))
    if group == FigureGroup.SERVICE:
        return dict(Service.objects.values_list("code", "name"))
    return dict(Service.objects.values_list("field_code", "field_name"))


def _within(first: date, last: date) -> Q:
    chosen = Q(pk__in=[])
    for period, starts in spans(first, last).items():
        if starts:
            chosen |= Q(period=period, start__in=starts)
    return chosen
