"""When terms end: over Tết, over swapped days, with what the province decides."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from onestop.models import DayRule
from onestop.working_days import VIETNAM, working_days
from tests.onestop import making

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        # Monday to the Monday after: five working days from the day after.
        ("2026-10-12T09:00", 5, "working_day", "2026-10-19T17:00"),
        # A Saturday counts like the Friday before it.
        ("2026-10-17T09:00", 1, "working_day", "2026-10-19T17:00"),
        # Tết 2026: 16 to 20 February are off, and the weekends around them.
        ("2026-02-13T10:00", 1, "working_day", "2026-02-23T17:00"),
        ("2026-02-12T10:00", 3, "working_day", "2026-02-24T17:00"),
        # 31 August is swapped for Saturday 22 August; 1 and 2 September are off.
        ("2026-08-21T10:00", 1, "working_day", "2026-08-22T17:00"),
        ("2026-08-28T10:00", 1, "working_day", "2026-09-03T17:00"),
        # 24 November is a public holiday since 2026.
        ("2026-11-23T10:00", 1, "working_day", "2026-11-25T17:00"),
        # Half a day counts as one.
        ("2026-10-12T09:00", "0.5", "working_day", "2026-10-13T17:00"),
        # Days of the calendar; a last day off moves to the next working day.
        ("2026-10-12T09:00", 15, "day", "2026-10-27T17:00"),
        ("2026-10-12T09:00", 5, "day", "2026-10-19T17:00"),
        ("2026-02-01T09:00", 15, "day", "2026-02-23T17:00"),
        # Months, to a month that is shorter.
        ("2026-01-31T09:00", 1, "month", "2026-03-02T17:00"),
        ("2026-10-12T09:00", 3, "month", "2027-01-12T17:00"),
        # Hours of the clock.
        ("2026-10-12T09:00", 24, "hour", "2026-10-13T09:00"),
        ("2026-10-16T09:00", 24, "hour", "2026-10-19T17:00"),
    ],
)
def test_when_a_term_ends(received, value, unit, due):
    assert working_days().due(at(received), Decimal(value), unit) == at(due)


def test_no_number_no_due_date():
    assert working_days().due(at("2026-10-12T09:00"), None, "") is None


def test_the_province_decides_about_single_days():
    DayRule.objects.create(day=date(2026, 10, 17), is_working=True, note="Làm bù")
    DayRule.objects.create(day=date(2026, 10, 13), is_working=False, note="Bão số 9")
    due = working_days().due(at("2026-10-12T09:00"), Decimal(4), "working_day")
    assert due == at("2026-10-17T17:00")


@pytest.mark.parametrize(
    ("asked", "answered", "due", "paused"),
    [
        ("2026-10-13T10:00", "2026-10-13T16:00", "2026-10-19T17:00", 0),
        ("2026-10-13T10:00", "2026-10-15T10:00", "2026-10-21T17:00", 2),
        ("2026-10-16T10:00", "2026-10-19T08:00", "2026-10-20T17:00", 1),
    ],
)
def test_the_clock_stands_while_the_citizen_is_awaited(service, asked, answered, due, paused):
    dossier = making.dossier(service, at=at("2026-10-12T09:00"))
    making.move(dossier, "accept", at=at("2026-10-12T10:00"))
    making.move(dossier, "ask_for_papers", at=at(asked))
    making.move(dossier, "supplement", at=at(answered))
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.paused_days) == (at(due), paused)


def test_an_officer_who_goes_on_without_the_papers_does_not_lose_the_days(service):
    dossier = making.dossier(service, at=at("2026-10-12T09:00"))
    making.move(dossier, "accept", at=at("2026-10-12T10:00"))
    making.move(dossier, "ask_for_papers", at=at("2026-10-13T10:00"))
    making.move(dossier, "start", at=at("2026-10-15T10:00"))
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.paused_days) == (at("2026-10-21T17:00"), 2)
    assert not dossier.paper_requests.filter(closed_at=None).exists()
