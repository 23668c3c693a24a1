"""Pages and schema judge alike: what one takes, the other takes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from submissions.forms.number_patterns import EMAIL, IDENTITY_NUMBER, PHONE
from submissions.forms.schema import DIALECT
from tests.submissions.forms.specimens import GOOD, every_kind

FORM = every_kind()
SCHEMA = FORM.json_schema()
JUDGE = Draft202012Validator(SCHEMA, format_checker=FormatChecker())

anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=30),
    st.lists(st.sampled_from(["post", "counter", "boat"]), max_size=3),
    st.just({"street": "Số 1", "commune": " ", "province": "Quảng Ninh"}),
)  # fmt: skip
texts = st.text(max_size=25) | st.sampled_from(["X", " ", "Trần Văn Ba"])
dates = st.dates(date(1890, 1, 1), date(2110, 1, 1)).map(date.isoformat) | st.just("2026-02-30")
row = st.fixed_dictionaries({"name": texts}, optional={"born": dates, "more": st.just("x")})
#: Right and wrong answers of the right kind; then, of each, anything at all or none.
answers = st.fixed_dictionaries(
    {},
    optional={
        name: strategy | st.just(GOOD.get(name)) | anything
        for name, strategy in {
            "full_name": texts,
            "born": dates,
            "card": st.from_regex(IDENTITY_NUMBER, fullmatch=True) | st.just("999999999999"),
            "phone": st.from_regex(PHONE, fullmatch=True) | st.just("+84 912 345 678"),
            "email": st.from_regex(EMAIL, fullmatch=True) | st.emails(),
            "tax": st.sampled_from(["5700100001", "5700100001-001", "57001"]),
            "home": st.just({"street": "Số 1", "commune": "Hạ Long", "province": "QN"}),
            "married": st.sampled_from(["yes", "no", "maybe"]),
            "ways": st.lists(st.sampled_from(["post", "counter"]), max_size=3),
            "commune": st.sampled_from(["ha-long", "co-to", "ha-noi"]),
            "copies": st.integers(-2, 25),
            "note": texts,
            "spouse": texts,
            "post_to": texts,
            "why_not": texts,
            "children": st.lists(row, max_size=4),
            "promise": st.booleans(),
        }.items()
    },
)
#: Mostly right, so that whole sets of answers pass often enough to say something.
nearly_right = answers.map(lambda some: {**GOOD, **dict(list(some.items())[:3])})


def _values(found: dict[str, Any]) -> list[str]:
    return [error.message for error in JUDGE.iter_errors(found)]


def test_it_is_a_schema_of_its_dialect():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DIALECT


def test_good_answers_pass_both():
    cleaned = FORM.clean(GOOD)
    assert cleaned.errors == {}
    assert cleaned.values == GOOD
    assert _values(GOOD) == []


@settings(max_examples=300, deadline=None)
@given(answers | nearly_right)
def test_what_the_pages_accept_validates(found):
    cleaned = FORM.clean(found)
    if not cleaned.errors:
        assert _values(cleaned.values) == []


@settings(max_examples=300, deadline=None)
@given(answers | nearly_right)
def test_what_validates_the_pages_accept(found):
    if JUDGE.is_valid(found):
        cleaned = FORM.clean(found)
        assert cleaned.errors == {}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"married": "yes"}, "spouse"),
        ({"ways": ["post"]}, "post_to"),
        ({"card": "022490004412"}, "card"),
        ({"card": "005190004412"}, "card"),
        ({"copies": 21}, "copies"),
        ({"born": "2026-02-30"}, "born"),
        ({"full_name": "   "}, "full_name"),
        ({"promise": None}, "promise"),
        ({"children": [{"born": "2020-01-01"}]}, "children"),
        ({"children": [{"name": "An"}] * 4}, "children"),
    ],
)
def test_both_refuse(change, wrong):
    found = {**GOOD, **change}
    assert set(FORM.clean(found).errors) == {wrong}
    assert not JUDGE.is_valid(found)


def test_an_answer_that_is_not_asked_for_any_more_counts_for_nothing():
    found = {**GOOD, "married": "no", "spouse": "X", "why_not": "Ở xa"}
    cleaned = FORM.clean(found)
    assert "spouse" not in cleaned.values
    # "why_not" hangs on an answer to "spouse", which is not asked: the old "X" must not rule it out.
    assert cleaned.values["why_not"] == "Ở xa"


def test_people_born_abroad_and_before_2000_pass():
    for number in ("022190004412", "101299000001", "079012345678"):
        assert FORM.clean({**GOOD, "card": number}).errors == {}
