"""Common words score in fewer fields: which documents match must not depend on it."""

import pytest

from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.kept import keep
from search.engines.embedded.matching import text_query
from search.engines.layout import SHARES
from search.queries import Part, Query, Reading
from tests.search.documents import NEWS, SERVICES, service

LONG = ("giấy", "phép", "lái", "xe", "hạng", "một")
ASKED = {
    "words": Query("đăng ký khai sinh"),
    "without marks": Query("doi giay phep"),
    "a summary's word": Query("em bé"),
    "a body's word": Query("biển báo"),
    "a long reading": Query("gplx", parts=(Part((Reading(("gplx",)), Reading(LONG))),)),
    "long and in a field": Query(
        "gplx", parts=(Part((Reading(("bằng",)), Reading(LONG, fields=("giao-thong",)))),)
    ),
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("common") / "index")
    other = service(900, "Cấp giấy phép lái xe hạng A1", summary="Cho người học lái xe lần đầu.")
    engine.put([*SERVICES, NEWS, other, service(901, "Biển hiệu", body="Biển báo giao thông.")])
    return engine._reader.snapshot().searcher


def found(searcher, query):
    return {
        (address.segment_ord, address.doc) for _score, address in searcher.search(query, 50).hits
    }


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("share", SHARES)
def test_the_same_documents_match(searcher, asked, share):
    rare, common = (text_query(asked, share, lambda _word, all=all: all) for all in (False, True))
    matched = found(searcher, rare.scored([]))
    assert matched
    assert found(searcher, common.scored([])) == matched
    assert found(searcher, rare.counted([])) == matched


def test_a_long_reading_needs_three_quarters_of_its_words(searcher):
    asked = Query("gplx", parts=(Part((Reading(LONG),)),))
    hits = searcher.search(text_query(asked, SHARES[0], lambda _word: False).scored([]), 50).hits
    titles = {keep(searcher).document((one.segment_ord, one.doc)).title for _score, one in hits}
    assert titles == {"Cấp giấy phép lái xe hạng A1"}


def test_a_word_is_common_only_where_there_are_many_documents(searcher):
    assert not keep(searcher).common("dang")
