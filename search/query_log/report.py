"""What was searched in the last days, text by text: the figures behind the editors' report."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.utils import timezone

from search.models import SearchDay

#: Days to look back, and those that can be chosen instead.
DEFAULT_PERIOD = 30
PERIODS = (7, 90)
#: From how many searches on it says something that nobody chooses a result, and how few is few.
ENOUGH_SEARCHES, FEW_CLICKS_OF = 5, 5

_SUMS = {
    "times": Sum("searches"),
    "empty": Sum("zero_results"),
    "doubted": Sum("low_confidence"),
    "chosen": Sum("clicks"),
    "places": Sum("positions"),
}
#: Which texts are shown, by name in the address.
SELECTIONS: dict[str, Q] = {
    "empty": Q(empty__gt=0),
    "doubted": Q(doubted__gt=0),
    "unchosen": Q(times__gte=ENOUGH_SEARCHES, times__gt=F("chosen") * FEW_CLICKS_OF)
    & Q(times__gt=F("empty")),
}


def asked() -> QuerySet[Any, Any]:
    """A dict a text: text, times, empty, doubted, chosen, places. Narrow by ``since`` first."""
    rows: QuerySet[Any, Any] = SearchDay.objects.values("text").annotate(**_SUMS)
    return rows.filter(times__gt=0)


def since(rows: QuerySet[Any, Any], days: int) -> QuerySet[Any, Any]:
    """``rows`` of the last ``days`` days, today among them."""
    return rows.filter(day__gt=timezone.localdate() - timedelta(days=days))


def with_most_chosen(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``rows`` with the code that was chosen most ("code", "" for none) and the mean place of it all."""
    clicks = (
        SearchDay.objects.filter(text__in=[row["text"] for row in rows])
        .exclude(code="")
        .values("text", "code")
        .annotate(chosen=Sum("clicks"))
        .order_by("chosen", "code")
    )
    most = {one["text"]: one["code"] for one in clicks}
    for row in rows:
        row["code"] = most.get(row["text"], "")
        row["place"] = round(row["places"] / row["chosen"], 1) if row["chosen"] else None
    return rows
