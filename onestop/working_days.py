"""When a term ends: Vietnam's working days, with what the province has decided about single days.

Sources: Bộ luật Lao động 2019, article 112 (public holidays; the package ``holidays`` knows each
year's, with the days that are swapped for a Saturday); Bộ luật Dân sự 2015, articles 147 and 148 (a
term counts from the day after, and a last day off moves it to the end of the next working day).
"""

from __future__ import annotations

import calendar as month_lengths
from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import ceil
from zoneinfo import ZoneInfo

import holidays

from onestop.models import DayRule
from onestop.vocabulary import TermUnit

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
#: The hour at which a working day ends, and with it a term.
CLOSING = time(17, 0)
_FIRST, _LAST = date(2015, 1, 1), date(2060, 12, 31)


def vietnam_day(moment: datetime) -> date:
    """The day in Vietnam."""
    return moment.astimezone(VIETNAM).date()


class WorkingDays:
    """Counts working days in constant time. ``rules``: ``{day: is it worked}`` over the law's days."""

    def __init__(self, rules: dict[date, bool]) -> None:
        decided = {day.toordinal(): is_worked for day, is_worked in rules.items()}
        self._worked = [day for day, by_law in worked_by_law() if decided.get(day, by_law)]

    def is_worked(self, day: date) -> bool:
        """Whether offices are open on ``day``."""
        place = bisect_right(self._worked, day.toordinal())
        return place > 0 and self._worked[place - 1] == day.toordinal()

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; 0 when the end is not later."""
        first = bisect_right(self._worked, start.toordinal())
        return max(0, bisect_right(self._worked, end.toordinal()) - first)

    def after(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start`` (``count`` ≥ 1)."""
        first = bisect_right(self._worked, start.toordinal())
        return date.fromordinal(self._worked[first + count - 1])

    def ordinal_after(self, day: int, count: int) -> int:
        """:meth:`after` for ordinals; with 0 the day itself, or the next that is worked."""
        if not count:
            return self._worked[bisect_left(self._worked, day)]
        return self._worked[bisect_right(self._worked, day) + count - 1]

    def on_or_after(self, day: date) -> date:
        """``day`` itself when it is worked, else the next that is."""
        return self.after(day - timedelta(1), 1)

    def due(self, received: datetime, value: Decimal | None, unit: str) -> datetime | None:
        """When a term of ``value`` ``unit`` ends; None without a number.

        Part of a day counts as a whole one. Days, working days and months end at closing time.
        """
        if value is None:
            return None
        start = vietnam_day(received)
        if unit == TermUnit.WORKING_DAY:
            return _closing(self.after(start, max(1, ceil(value))))
        if unit == TermUnit.DAY:
            return _closing(self.on_or_after(start + timedelta(ceil(value))))
        if unit == TermUnit.MONTH:
            return _closing(self.on_or_after(_months_later(start, ceil(value))))
        end = received + timedelta(hours=float(value))
        return end if self.is_worked(vietnam_day(end)) else self._next_closing(end)

    def moved(self, due: datetime, days: int) -> datetime:
        """``due`` moved by ``days`` working days, at its hour."""
        if not days:
            return due
        local = due.astimezone(VIETNAM)
        return datetime.combine(self.after(local.date(), days), local.timetz())

    def _next_closing(self, moment: datetime) -> datetime:
        return _closing(self.on_or_after(vietnam_day(moment)))


@lru_cache(maxsize=1)
def worked_by_law() -> tuple[tuple[int, bool], ...]:
    """Each day's ordinal, and whether it is worked where nobody decides otherwise.

    Takes a quarter of a second, so that a process that serves requests asks before the first one.
    """
    law = holidays.country_holidays("VN", years=range(_FIRST.year, _LAST.year + 1))
    days = (_FIRST + timedelta(n) for n in range((_LAST - _FIRST).days + 1))
    return tuple((day.toordinal(), bool(law.is_working_day(day))) for day in days)


def working_days() -> WorkingDays:
    """The calendar as the table of rules stands now."""
    return _calendar(tuple(DayRule.objects.values_list("day", "is_working")))


@lru_cache(maxsize=4)
def _calendar(rules: tuple[tuple[date, bool], ...]) -> WorkingDays:
    return WorkingDays(dict(rules))


def _closing(day: date) -> datetime:
    return datetime.combine(day, CLOSING, VIETNAM)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = month_lengths.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
