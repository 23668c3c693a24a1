"""Spans of days as sums and differences of counted periods, so that few rows are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from onestop.vocabulary import FigurePeriod

_DAY = timedelta(1)
Starts = dict[str, list[date]]


def _none() -> Starts:
    return {period: [] for period in FigurePeriod.values}


@dataclass(slots=True)
class Parts:
    """The figures of ``plus`` less those of ``minus``, each by period and first day, make up a span."""

    plus: Starts = field(default_factory=_none)
    minus: Starts = field(default_factory=_none)

    def __len__(self) -> int:
        """How many periods are read."""
        return sum(map(len, (*self.plus.values(), *self.minus.values())))

    def add(self, other: Parts) -> None:
        """The span of ``other`` as well."""
        for period in FigurePeriod.values:
            self.plus[period] += other.plus[period]
            self.minus[period] += other.minus[period]

    def take(self, other: Parts) -> None:
        """Without the span of ``other``."""
        self.add(Parts(other.minus, other.plus))


def parts(first: date, last: date) -> Parts:
    """Periods that make up ``first`` to ``last``, both counted in.

    March 3 to 31 is March less two days; January to November is the year less December.
    """
    found = Parts()
    for begin, end in _cut(first, last, _year_end):
        found.add(_within_year(begin, end))
    return found


def _within_year(first: date, last: date) -> Parts:
    begin, end = date(first.year, 1, 1), _year_end(first)
    direct = Parts()
    for one in _cut(first, last, _month_end):
        direct.add(_within_month(*one))
    rest = _whole(FigurePeriod.YEAR, begin)
    for outside in ((begin, first - _DAY), (last + _DAY, end)):
        for one in _cut(*outside, _month_end):
            rest.take(_within_month(*one))
    return min(direct, rest, key=len)


def _within_month(first: date, last: date) -> Parts:
    begin, end = first.replace(day=1), _month_end(first)
    rest = _whole(FigurePeriod.MONTH, begin)
    rest.minus[FigurePeriod.DAY] = [*_days(begin, first - _DAY), *_days(last + _DAY, end)]
    direct = Parts()
    direct.plus[FigurePeriod.DAY] = list(_days(first, last))
    return min(direct, rest, key=len)


def _whole(period: FigurePeriod, start: date) -> Parts:
    found = Parts()
    found.plus[period].append(start)
    return found


def _cut(first: date, last: date, end_of: Callable[[date], date]) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = min(last, end_of(first))
        yield first, end
        first = end + _DAY


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(number)


def _year_end(day: date) -> date:
    return date(day.year, 12, 31)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - _DAY
