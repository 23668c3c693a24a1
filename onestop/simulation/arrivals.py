"""How many dossiers come on which day: weekdays, the rush before Tết, the school season."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import holidays

from onestop.working_days import WorkingDays

#: Monday to Sunday; at weekends only what people hand in online.
_WEEKDAYS = (1.25, 1.1, 1.0, 1.0, 0.95, 0.12, 0.06)
_OFF = 0.05


def day_weights(first: date, last: date, calendar: WorkingDays) -> list[tuple[date, float]]:
    """Each day with its share of the dossiers (not scaled)."""
    years = range(first.year, last.year + 2)
    tet = [
        day
        for day, name in holidays.country_holidays("VN", years=years).items()
        if name.startswith(("Giao thừa", "Tết Nguyên Đán", "Lunar New Year", "Vietnamese New Year"))
    ]
    eves = sorted({min(d for d in tet if d.year == year) for year in {d.year for d in tet}})
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [(day, _weight(day, calendar) * _season(day, eves)) for day in days]


def _weight(day: date, calendar: WorkingDays) -> float:
    weekday = _WEEKDAYS[day.weekday()]
    return weekday if calendar.is_worked(day) else min(weekday, _OFF)


def _season(day: date, eves: list[date]) -> float:
    """Before Tết everybody wants it done; two weeks after it offices are quiet; summer is school's."""
    for eve in eves:
        distance = (eve - day).days
        if 0 < distance <= 21:
            return 1.45
        if -16 <= distance <= 0:
            return 0.7
    return 1.15 if day.month in {6, 7, 8} else 1.0


def shares(total: int, weights: list[float]) -> list[int]:
    """Whole numbers in the proportion of ``weights`` that add up to ``total``."""
    whole, seen, given, counts = sum(weights), 0.0, 0, []
    for weight in weights:
        seen += weight
        upto = round(total * seen / whole)
        counts.append(upto - given)
        given = upto
    return counts


def second_of_day(random: Random, worked: bool) -> int:
    """When in the day: mostly in office hours, peaks in the morning; evenings are online."""
    draw = random.random()
    if worked and draw < 0.55:
        return 27_000 + int(random.random() * 14_400)
    if worked and draw < 0.88:
        return 48_600 + int(random.random() * 12_000)
    return 61_200 + int(random.random() * 18_000)
