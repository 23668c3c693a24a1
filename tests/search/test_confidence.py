"""Doubt: the signs that are weighed, each on a case worked out by hand, and together on real queries."""

from hypothesis import given
from hypothesis import strategies as st

from search.cards import card_for
from search.confidence import WEIGHTS, Evidence, confidence, evidence, is_doubtful
from search.queries import Part, Reading
from search.ranking import Ranking
from tests.search.documents import BIRTH, BIRTH_AGAIN, LICENCE, MARRIAGE


def always(_word):
    """Each word is as rare as the next."""
    return 1.0


def part(text, known="", weight=1.0):
    return Part((Reading(tuple(text.split())),), weight, known)


def signs(*parts, documents=(BIRTH, BIRTH_AGAIN, MARRIAGE)):
    first = [(card_for(one, always), 1.0) for one in documents]
    return evidence(Ranking(parts, always), first)


def test_a_name_said_whole_is_whole_and_named():
    found = signs(part("đăng"), part("ký"), part("khai"), part("sinh"))
    assert (found.first_named, found.named, found.whole) == (1.0, 1.0, 1.0)


def test_words_of_a_name_in_another_order_are_not_whole():
    assert signs(part("sinh"), part("ký"), part("đăng"), part("khai")).whole == 0.0


def test_a_second_result_may_be_the_one_that_was_named():
    found = signs(part("kết"), part("hôn"))
    assert found.first_named < found.named


def test_a_need_that_the_thesaurus_knows_is_missed_when_it_is_not_there():
    assert signs(part("khai sinh", known="term")).missing_terms == 0
    assert signs(part("thất nghiệp", known="term")).missing_terms == 2


def test_what_no_office_answers_counts_unless_a_service_has_it():
    assert signs(part("thời", "elsewhere"), part("tiết", "elsewhere")).elsewhere == 2
    assert signs(part("khai", "elsewhere")).elsewhere == 0


def test_results_of_one_field_agree():
    assert signs(part("khai")).agreement == 3 / 5
    assert signs(part("khai"), documents=(BIRTH, MARRIAGE, LICENCE)).agreement == 2 / 5


def test_nothing_found_is_doubtful():
    assert is_doubtful(Ranking((part("khai"),), always), [])


SIGN = st.floats(0, 2)


@given(st.builds(Evidence, *[SIGN] * len(WEIGHTS)), st.sampled_from(sorted(WEIGHTS)), SIGN)
def test_more_of_a_sign_never_speaks_against_its_weight(found, name, more):
    values = {one: getattr(found, one) for one in WEIGHTS}
    values[name] += more
    change = confidence(Evidence(**values)) - confidence(found)
    assert change * WEIGHTS[name] >= -1e-9
