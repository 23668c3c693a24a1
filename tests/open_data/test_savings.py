"""What filing online saves: arithmetic that anyone can redo, and change."""

from __future__ import annotations

from dataclasses import fields

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from open_data.models import SavingAssumptions
from open_data.reading import read
from open_data.savings import Assumptions, published, savings, with_changes
from tests.open_data.source import AS_OF, usual
from tests.open_data.test_figures import PAGE, TODAY

BASE = Assumptions(4, 1, 2, 0.5, 30_000, 15_000, 3_000, 50_000)


def test_the_sum_by_hand():
    result = savings(BASE, 1000)
    assert result.cost_in_person == 4 * 50_000 + 2 * 30_000 + 15_000
    assert result.cost_online == 50_000 + 15_000 + 3_000
    assert result.dong == 207_000_000
    assert result.hours == 3000
    assert result.time_share == 75


@given(
    st.builds(Assumptions, *[st.floats(0, 1e6) for _one in fields(Assumptions)]),
    st.integers(0, 10**6),
)
def test_swapping_the_ways_turns_the_sign(assumed, number):
    swapped = Assumptions(
        assumed.hours_online,
        assumed.hours_in_person,
        assumed.trips_online,
        assumed.trips_in_person,
        assumed.cost_per_trip,
        assumed.copies_online,
        assumed.copies_in_person,
        assumed.income_per_hour,
    )
    assert savings(assumed, number).dong == pytest.approx(-savings(swapped, number).dong)


def test_when_online_costs_more_it_is_said():
    dearer = with_changes(BASE, {"hours_online": "9", "trips_online": "3"})
    assert savings(dearer, 10).dong < 0


@pytest.mark.parametrize("text", ["", "viele", "-3", "1e99", "nan", "inf"])
def test_what_is_no_number_changes_nothing(text):
    assert with_changes(BASE, {"hours_online": text}) == BASE


def test_every_assumption_of_the_setting_is_used():
    names = {one.name for one in fields(Assumptions)}
    assert names <= {field.name for field in SavingAssumptions._meta.get_fields()}
    assert published(SavingAssumptions()).hours_in_person == 4.0


@pytest.mark.django_db
def test_a_reader_can_try_other_numbers(visitor, site_tree):
    with time_machine.travel(AS_OF, tick=False):
        read(usual(), TODAY)
        usual_page = visitor.get(PAGE).text
        changed = visitor.get(PAGE, {"hours_online": "4", "hours_in_person": "4", "ky": "12m"}).text
    assert "Nộp trên mạng có tiết kiệm không?" in usual_page
    assert "Dùng lại giả định của tỉnh" in changed
    assert 'name="hours_online" value="4"' in changed
