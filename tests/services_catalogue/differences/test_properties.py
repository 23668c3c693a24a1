"""What holds for the differences of any two states."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from services_catalogue.differences import Kind, differences
from services_catalogue.differences.word_changes import word_changes
from tests.services_catalogue.differences.states import FIELDS, states


@settings(max_examples=40, deadline=None)
@given(states)
def test_a_state_does_not_differ_from_itself(state):
    assert differences(state, json.loads(json.dumps(state)), arranged=True) == []


@settings(max_examples=40, deadline=None)
@given(states, states)
def test_every_field_that_differs_is_told_and_no_other(old, new):
    differing = {name for name in old if old[name] != new[name]}
    told = differences(old, new, arranged=True)
    assert {one.name for one in told} == differing
    for one in told:
        assert one.before or one.after
        assert one.kind is Kind.ARRANGED or " ".join(one.before.split()) != " ".join(
            one.after.split()
        )


@settings(max_examples=40, deadline=None)
@given(states, st.sampled_from(["steps", "requirements", "outputs", "legal_bases"]), st.data())
def test_another_order_is_no_change(state, name, data):
    moved = {**state, name: data.draw(st.permutations(state[name]))}
    assert differences(state, moved) == []


@settings(max_examples=40, deadline=None)
@given(states, st.sampled_from(sorted(FIELDS)))
def test_a_field_that_a_stored_state_does_not_know_is_no_change(state, name):
    older = {key: value for key, value in state.items() if key != name}
    assert differences(older, state) == []
    assert differences(state, older) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_the_runs_of_two_texts_hold_every_word_of_both(before, after):
    runs = word_changes(before, after)
    old = "".join(run.text for run in runs if run.kind != "added")
    new = "".join(run.text for run in runs if run.kind != "removed")
    assert "".join(new.split()) == "".join(after.split())
    assert "".join(old.split()) == "".join(before.split())
