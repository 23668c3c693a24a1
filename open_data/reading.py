"""Read the backend's statistics and keep them: all of a reading, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from core.publishing import content_changed
from open_data.models import Figure, Grouping, Reading

#: The span of the figures by month, and how many months back they go.
MONTHS, MONTHS_BACK = "months", 24
#: Months of which each service, field and agency has figures of its own, this one included; the last
#: so many may still change.
OWN_MONTHS, OPEN_MONTHS = 12, 2
ROLLING = "12m"
_GROUPS = (Grouping.AGENCY, Grouping.FIELD, Grouping.SERVICE)
_COUNTS = ("received", "resolved", "early", "on_time", "late")


_listeners: list[Callable[[], None]] = []


def when_read(listener: Callable[[], None]) -> Callable[[], None]:
    """Call ``listener`` after the commit of every reading."""
    _listeners.append(listener)
    return listener


class StatisticsSource(Protocol):
    """What a backend offers (contract: GET /v1/statistics)."""

    def statistics(self, since: date, until: date, group_by: str) -> Mapping[str, Any]:
        """``{as_of, total, items}`` for the days from ``since`` to ``until``, both included."""
        ...


class UnusableFigures(Exception):
    """The backend answered with figures that do not add up."""


def spans(today: date) -> list[tuple[str, date, date]]:
    """(name, first day, last day): the last twelve months, this year and the year before."""
    return [
        (ROLLING, _months_before(today, 11), today),
        (str(today.year), date(today.year, 1, 1), today),
        (str(today.year - 1), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ]


def single_months(today: date) -> list[tuple[str, date, date]]:
    """(name, first day, last day) of the last twelve months, latest first; named as in 2026-11."""
    first = today.replace(day=1)
    found = [(f"{first:%Y-%m}", first, today)]
    while len(found) < OWN_MONTHS:
        last = first - timedelta(days=1)
        first = last.replace(day=1)
        found.append((f"{first:%Y-%m}", first, last))
    return found


def read(source: StatisticsSource, today: date | None = None) -> int:
    """Replace all figures by what the source says now. Emptying page caches is part of it.

    Months that are long over are read once and kept.

    :returns: how many figures were read.
    :raises UnusableFigures: when they contradict themselves; the old ones stay.
    """
    today = today or timezone.localdate()
    single = single_months(today)
    over = [span for span, _first, _last in single[OPEN_MONTHS:]]
    kept = set(
        Figure.objects.filter(span__in=over, grouping=Grouping.TOTAL).values_list("span", flat=True)
    )
    rows: list[Figure] = []
    times: list[datetime] = []
    for span, start, end in [*spans(today), *(one for one in single if one[0] not in kept)]:
        for group in _GROUPS:
            answer = source.statistics(start, end, group.value)
            times.append(_time(answer))
            rows.extend(_figures(span, group, answer["items"]))
            if group is _GROUPS[0] and answer.get("total"):
                rows.extend(_figures(span, Grouping.TOTAL, [{**answer["total"], "key": "total"}]))
    months = source.statistics(_months_before(today, MONTHS_BACK - 1), today, "month")
    rows.extend(_figures(MONTHS, Grouping.MONTH, months["items"]))
    with transaction.atomic():
        Figure.objects.exclude(span__in=kept).delete()
        Figure.objects.bulk_create(rows, batch_size=500)
        Reading.objects.update_or_create(
            pk=1,
            defaults={
                "as_of": min(times),
                "read_at": timezone.now(),
                "failed_at": None,
                "reason": "",
            },
        )
        for listener in _listeners:
            transaction.on_commit(listener)
        content_changed()
    return len(rows)


def remember_failure(reason: str) -> None:
    """Say on the page and to operators that the figures are old, and why."""
    Reading.objects.update_or_create(
        pk=1, defaults={"failed_at": timezone.now(), "reason": reason[:300]}
    )
    content_changed()


def _figures(span: str, group: Grouping, items: Sequence[Mapping[str, Any]]) -> Iterator[Figure]:
    for item in items:
        counts = {name: int(item[name]) for name in _COUNTS}
        if counts["early"] + counts["on_time"] + counts["late"] != counts["resolved"]:
            raise UnusableFigures(f"{group.value} {item['key']}: early + on time + late ≠ resolved")
        yield Figure(
            span=span,
            grouping=group,
            key=str(item["key"])[:255],
            name=item.get("name") or "",
            received_online=item.get("received_online"),
            median_days=item.get("median_days"),
            p90_days=item.get("p90_days"),
            **counts,
        )


def _time(answer: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(answer["as_of"]))


def _months_before(day: date, months: int) -> date:
    first = day.replace(day=1)
    for _month in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
