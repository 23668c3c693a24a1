"""Moments as whole seconds, and their texts, without an object for each.

A moment is the number of seconds of UTC since day 0 of the proleptic calendar
(``date.toordinal() * 86400 + seconds``). Vietnam has had UTC+7 without summer time all along.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

DAY = 86_400
OFFSET = 7 * 3600
_TIMES = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in range(DAY)]
_FIRST = date(2014, 1, 1).toordinal()
_DATES = [date.fromordinal(_FIRST + n).isoformat() for n in range(50 * 366)]


def local(day: int, second: int) -> int:
    """The moment at ``second`` of Vietnam's ``day`` (an ordinal)."""
    return day * DAY + second - OFFSET


def local_day(moment: int) -> int:
    """Vietnam's day of a moment, as an ordinal."""
    return (moment + OFFSET) // DAY


def sql(moment: int) -> str:
    """As Django writes a moment into a database."""
    day, second = divmod(moment, DAY)
    return f"{_DATES[day - _FIRST]} {_TIMES[second]}"


def sql_and_iso(moment: int) -> tuple[str, str]:
    """The same, and as the digest of an event has it."""
    day, second = divmod(moment, DAY)
    date_text, time_text = _DATES[day - _FIRST], _TIMES[second]
    return f"{date_text} {time_text}", f"{date_text}T{time_text}.000000+00:00"


def of(moment: datetime) -> int:
    """From a datetime; parts of a second are dropped."""
    at = moment.astimezone(UTC)
    return at.toordinal() * DAY + at.hour * 3600 + at.minute * 60 + at.second


def to_datetime(moment: int) -> datetime:
    """Back."""
    day, second = divmod(moment, DAY)
    midnight = datetime.combine(date.fromordinal(day), datetime.min.time(), UTC)
    return midnight + timedelta(seconds=second)
