"""The figures counted ahead say what counting every dossier would."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

import pytest
from django.core.management import call_command

from onestop import spans, statistics
from onestop.models import Dossier
from onestop.models.figures import DAY_EDGES
from onestop.vocabulary import Channel, DossierStatus
from onestop.working_days import vietnam_day, working_days
from tests.onestop import making

FIRST, LAST = date(2025, 11, 24), date(2026, 11, 24)
KEYS = {
    "agency": lambda dossier: dossier.agency.code,
    "field": lambda dossier: dossier.service.field_code,
    "service": lambda dossier: dossier.service.code,
}


@pytest.fixture
def year(db):
    """A simulated year of three services and two agencies, and a handful by hand."""
    agencies = [making.agency("H49.70"), making.agency("H49.71")]
    services = [
        making.service(agencies=agencies, term_value=3),
        making.service(agencies=agencies[:1], term_value=20, term_unit="day", field_code="dat-dai"),
        making.service(agencies=agencies[1:], term_value=None, term_unit=""),
    ]
    call_command("simulate", dossiers=700, until="2026-11-24", seed=3)
    for status in DossierStatus:
        making.dossier_at(services[0], status)
    return services


def brute(key, first: date, last: date) -> dict[str, dict]:
    """What ``statistics`` must say, dossier by dossier."""
    calendar = working_days()
    found: dict[str, dict] = defaultdict(lambda: defaultdict(int) | {"days": []})
    for one in Dossier.objects.select_related("agency", "service"):
        row = found[key(one)]
        if first <= vietnam_day(one.received_at) <= last:
            row["received"] += 1
            row["received_online"] += one.channel == Channel.ONLINE
        ended = one.finished_at or one.ended_at
        if not ended or not first <= vietnam_day(ended) <= last:
            continue
        if one.status == DossierStatus.WITHDRAWN:
            row["withdrawn"] += 1
        elif one.status in {DossierStatus.DENIED, DossierStatus.STOPPED}:
            row["refused"] += 1
        else:
            day = vietnam_day(ended)
            row["resolved"] += 1
            row["late"] += bool(one.due_at and ended > one.due_at)
            row["early"] += bool(one.due_at and day < vietnam_day(one.due_at))
            days = calendar.between(vietnam_day(one.received_at), day) - one.paused_days
            row["days"].append(days)
    return found


def nearest_rank(days: list[int], share: float) -> int | None:
    if not days:
        return None
    day = sorted(days)[ceil(share * len(days)) - 1]
    later = [edge for edge in DAY_EDGES if edge > day]
    return later[0] - 1 if later else DAY_EDGES[-1]


@pytest.mark.parametrize("group", KEYS)
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (FIRST, LAST),
        (date(2026, 1, 1), date(2026, 10, 12)),
        (date(2026, 3, 5), date(2026, 3, 9)),
        (date(2025, 12, 4), date(2026, 11, 20)),
        (date(2026, 2, 27), date(2027, 1, 3)),
    ],
)
def test_figures_equal_a_count_by_hand(year, group, first, last):
    wanted = brute(KEYS[group], first, last)
    told = {
        key: statistics.counts_of(row) for key, row in statistics.by_key(group, first, last).items()
    }
    for key, row in wanted.items():
        counts = told.get(key, statistics.counts_of(statistics.added([])))
        for column in (
            "received",
            "received_online",
            "resolved",
            "early",
            "late",
            "refused",
            "withdrawn",
        ):
            assert counts[column] == row[column], (key, column)
        assert counts["median_days"] == nearest_rank(row["days"], 0.5)
        assert counts["p90_days"] == nearest_rank(row["days"], 0.9)
    assert set(told) <= set(wanted)


def test_months_add_up_to_the_span(year):
    months = statistics.by_month("agency", FIRST, LAST)
    assert list(months) == sorted(months)
    assert len(months) == 13
    assert statistics.added(months.values()) == statistics.added(
        statistics.by_key("field", FIRST, LAST).values()
    )


def test_a_simulated_past_is_as_lawful_as_a_lived_one(year, capsys):
    call_command("verify_events")
    assert f"checked {Dossier.objects.count()}, broken 0" in capsys.readouterr().out
    for one in Dossier.objects.prefetch_related("events"):
        statuses = [event.status for event in one.events.all()]
        pairs = pairwise(statuses)
        assert all(a == b or DossierStatus(a).may_become(b) for a, b in pairs), one.code
        assert one.code.split("-")[1] == f"{vietnam_day(one.received_at):%y%m%d}"


def test_the_same_seed_makes_the_same_past(db):
    making.service(agencies=[making.agency("H49.72")], code="1.000001")
    call_command("simulate", dossiers=50, until="2026-11-24", seed=9)
    first = list(Dossier.objects.order_by("pk").values_list("code", "applicant_name", "status"))
    call_command("simulate", dossiers=50, until="2026-11-24", seed=9)
    again = list(Dossier.objects.order_by("pk").values_list("code", "applicant_name", "status"))[
        50:
    ]
    assert [row[1:] for row in first] == [row[1:] for row in again]
    assert not {row[0] for row in first} & {row[0] for row in again}


@pytest.mark.parametrize(
    ("first", "last", "periods"),
    [
        (date(2022, 1, 1), date(2026, 10, 31), 7),
        (date(2022, 3, 17), date(2026, 11, 11), 36),
        (date(2024, 2, 2), date(2024, 12, 30), 4),
        (LAST, LAST, 1),
    ],
)
def test_a_span_is_made_of_few_periods_and_every_day_counts_once(first, last, periods):
    found = spans.parts(first, last)
    assert len(found) <= periods
    days = Counter(day for period, starts in found.plus.items() for day in days_of(period, starts))
    days.subtract(day for period, starts in found.minus.items() for day in days_of(period, starts))
    wanted = {first + timedelta(n) for n in range((last - first).days + 1)}
    assert {day for day, number in days.items() if number} == wanted
    assert all(days[day] == 1 for day in wanted)


def days_of(period: str, starts: list[date]):
    """The days of periods, by their first days."""
    for start in starts:
        end = {
            "D": start,
            "M": (start.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1),
            "Y": date(start.year, 12, 31),
        }[period]
        yield from (start + timedelta(n) for n in range((end - start).days + 1))


def test_every_day_of_a_span_is_counted_once():
    for first, last in [(date(2024, 2, 29), date(2026, 1, 1)), (LAST, LAST), (FIRST, LAST)]:
        found = statistics.spans(first, last)
        days = set(found["D"])
        for start in found["M"]:
            days |= {
                start + timedelta(n)
                for n in range(31)
                if (start + timedelta(n)).month == start.month
            }
        for start in found["Y"]:
            days |= {
                start + timedelta(n)
                for n in range(366)
                if (start + timedelta(n)).year == start.year
            }
        assert len(days) == (last - first).days + 1
        assert (min(days), max(days)) == (first, last)
