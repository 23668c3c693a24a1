"""The public figures as pages and downloads show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, F, FloatField, QuerySet, Sum, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from open_data.models import Figure, Grouping, Reading
from open_data.reading import MONTHS, ROLLING
from open_data.waiting import FEWEST

#: Older than this and the page says that the figures are old.
FRESH_FOR = timedelta(hours=26)

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = r"^[0-9]{4}-[0-9]{2}$"

#: How a table can be sorted: name in the address → columns.
ORDERS = {
    "received": ("-received", "name"),
    "late": ("-late_share", "-late", "name"),
    "name": ("name",),
    "slow": ("-median_days", "name"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, each from a closed set."""

    span: str
    grouping: Grouping
    order: str
    text: str


def asked(parameters: dict[str, str], available: Sequence[str]) -> Asked:
    """Read the address; what is unknown falls back to the last twelve months, by agency."""
    span = parameters.get("ky", ROLLING)
    group = parameters.get("nhom", "")
    tables = (Grouping.AGENCY, Grouping.FIELD, Grouping.SERVICE)
    order = parameters.get("xep", "")
    return Asked(
        span=span if span in available else ROLLING,
        grouping=Grouping(group) if group in {one.value for one in tables} else Grouping.AGENCY,
        order=order if order in ORDERS else "received",
        text=parameters.get("q", "").strip()[:100],
    )


def available_spans() -> list[str]:
    """Spans that there are figures of: the rolling one first, then years, latest first."""
    found = Figure.objects.filter(grouping=Grouping.AGENCY).values_list("span", flat=True)
    years = sorted({span for span in found if _YEAR.fullmatch(span)}, reverse=True)
    return [ROLLING, *years]


def span_name(span: str) -> str:
    """The span in words: "12 tháng qua", "Năm 2026"."""
    return _("12 tháng qua") if span == ROLLING else _("Năm %(year)s") % {"year": span}


def table(wanted: Asked) -> QuerySet[Figure]:
    """The rows of a table, sorted. ``late_share`` is per cent of the resolved."""
    rows = Figure.objects.filter(span=wanted.span, grouping=wanted.grouping).annotate(
        late_share=Case(
            When(resolved__gt=0, then=Cast(F("late"), FloatField()) * 100 / F("resolved")),
            default=0.0,
            output_field=FloatField(),
        )
    )
    if wanted.text:
        rows = rows.filter(name__icontains=wanted.text)
    return rows.order_by(*ORDERS[wanted.order])


def total(span: str) -> Figure | None:
    """All dossiers of the span; without medians when the backend gave no total of its own."""
    own = Figure.objects.filter(span=span, grouping=Grouping.TOTAL).first()
    if own is not None:
        return own
    names = ("received", "resolved", "early", "on_time", "late")
    sums = Figure.objects.filter(span=span, grouping=Grouping.AGENCY).aggregate(
        **{name: Sum(name) for name in names}
    )
    if sums["received"] is None:
        return None
    return Figure(span=span, grouping=Grouping.TOTAL, key="total", **sums)


def months() -> list[Figure]:
    """The last twelve months with figures, oldest first."""
    found = Figure.objects.filter(span=MONTHS, grouping=Grouping.MONTH).order_by("-key")[:12]
    return list(reversed(found))


def own_total(grouping: Grouping, key: str) -> Figure | None:
    """The last twelve months of one service, field or agency; None when nothing is known of it."""
    return Figure.objects.filter(span=ROLLING, grouping=grouping, key=key).first()


def own_months(grouping: Grouping, key: str) -> list[Figure]:
    """One service's, field's or agency's last twelve months with figures, oldest first.

    Waiting times of a month with few dossiers are left out: they could point at a person.
    """
    rows = Figure.objects.filter(grouping=grouping, key=key, span__regex=_MONTH).order_by("-span")
    found = list(reversed(rows[:12]))
    for one in found:
        if one.resolved < FEWEST:
            one.median_days = one.p90_days = None
    return found


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the figures are. ``stale`` also when the last reading failed."""

    reading: Reading
    stale: bool


def freshness() -> Freshness | None:
    """None before the first reading."""
    reading = Reading.objects.first()
    if reading is None or reading.as_of is None:
        return None
    old = timezone.now() - reading.as_of > FRESH_FOR
    return Freshness(reading, stale=old or reading.failed_at is not None)
