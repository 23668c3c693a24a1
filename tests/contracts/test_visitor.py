"""What visitors say of themselves settles ties, the same in each engine, and hides nothing."""

from dataclasses import replace

import pytest

from search.queries import Query, Visitor
from tests.search.documents import BUSINESS, CITIZEN, COMMUNE, PROVINCE, service

AT_HOME = Visitor(place="phuong-ha-tu")
IN_PROVINCE = service(11, "Cấp lại thẻ căn cước", levels=(PROVINCE,), popularity=5_000)
IN_COMMUNE = service(12, "Cấp lại thẻ căn cước", levels=(COMMUNE,))
FOR_BUSINESS = service(13, "Đăng ký mã số thuế", audiences=(BUSINESS,), popularity=5_000)
FOR_CITIZENS = service(14, "Đăng ký mã số thuế", audiences=(CITIZEN,))
BETTER = service(15, "Cấp lại giấy phép lái xe", levels=(PROVINCE,))
WORSE = service(16, "Cấp lại giấy phép xây dựng", levels=(COMMUNE,))


@pytest.fixture
def filled(engine):
    engine.rebuild([IN_PROVINCE, IN_COMMUNE, FOR_BUSINESS, FOR_CITIZENS, BETTER, WORSE])
    return engine


def first(engine, text, visitor):
    return engine.search(Query(text, visitor=visitor)).hits[0].document


@pytest.mark.parametrize(
    "text, usual, visitor, theirs",
    [
        ("thẻ căn cước", IN_PROVINCE, AT_HOME, IN_COMMUNE),
        ("mã số thuế", FOR_BUSINESS, Visitor(audience="citizen"), FOR_CITIZENS),
        ("mã số thuế", FOR_BUSINESS, Visitor(audience="business"), FOR_BUSINESS),
    ],
)
def test_of_two_equals_the_visitors_comes_first(filled, text, usual, visitor, theirs):
    assert first(filled, text, Visitor()) == usual
    assert first(filled, text, visitor) == theirs


def test_a_better_answer_stays_first(filled):
    assert first(filled, "giấy phép lái xe", AT_HOME) == BETTER


def test_nothing_is_hidden_and_nothing_else_changes(filled):
    query = Query("cấp lại", visitor=Visitor())
    usual, theirs = filled.search(query), filled.search(replace(query, visitor=AT_HOME))
    assert {hit.document for hit in usual.hits} == {hit.document for hit in theirs.hits}
    assert (usual.total, usual.facets) == (theirs.total, theirs.facets)


def test_an_audience_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="unknown audience"):
        Visitor(audience="everybody")
