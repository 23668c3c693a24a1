"""Vietnam's working days: Bộ luật Lao động 2019, article 112, as the package ``holidays`` knows it."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays


@cache
def _vietnam() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")


def working_days_after(start: date, count: int) -> date:
    """The ``count``-th working day after ``start`` (``count`` ≥ 1); negative counts before it."""
    return _vietnam().get_nth_working_day(start, count)
