"""What every search engine must do, whatever is inside."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.queries import FACETS, Part, Query, Reading
from tests.search.documents import (
    BIRTH,
    BIRTH_AGAIN,
    LICENCE,
    MARRIAGE,
    NEWS,
    PEACE,
    SERVICES,
    TEAM,
    service,
)


@pytest.fixture
def filled(engine):
    engine.put([*SERVICES, NEWS])
    return engine


def codes(engine, text, **options):
    return [hit.document.code for hit in engine.search(Query(text=text, **options)).hits]


def test_documents_come_back_as_they_were_put(filled):
    (hit,) = filled.search(Query(text=BIRTH.code)).hits
    assert hit.document == BIRTH


def test_a_body_is_searched_and_does_not_come_back(engine):
    engine.put([replace(BIRTH, body="Nộp giấy chứng sinh."), MARRIAGE])
    (hit,) = engine.search(Query(text="chứng sinh")).hits
    assert hit.document == BIRTH


@pytest.mark.parametrize(
    "typed",
    [
        "đăng ký khai sinh",
        "dang ky khai sinh",
        "ĐĂNG KÍ KHAI SINH",
        unicodedata.normalize("NFD", "đăng ký khai sinh"),
        "  đăng\u200b ký\tkhai   sinh!!! ",
    ],
)
def test_marks_case_and_form_do_not_matter(filled, typed):
    assert codes(filled, typed)[0] == BIRTH.code


@pytest.mark.parametrize("typed", ["hòa giải", "hoà giải", "hoa giai"])
def test_place_of_the_tone_does_not_matter(filled, typed):
    assert codes(filled, typed)[0] == PEACE.code


def test_marks_that_are_typed_count(engine):
    change = service(1, "Đổi tên đường")
    team = service(2, "Đội tên đường")
    engine.put([team, change])
    assert codes(engine, "đổi tên") == [change.code, team.code]
    assert codes(engine, "đội tên") == [team.code, change.code]


def test_words_side_by_side_beat_words_apart(engine):
    together = service(1, "Cấp giấy phép lái xe hạng A")
    apart = service(2, "Giấy tờ của xe khi lái có phép")
    engine.put([apart, together])
    assert codes(engine, "giay phep lai xe")[0] == together.code


@pytest.mark.parametrize("typed", ["1.001193", "1001193", "tt 1.001193", "Mã thủ tục: 1.001193 "])
def test_codes_find_their_service_alone(filled, typed):
    assert codes(filled, typed) == [BIRTH.code]


def test_popular_names_count_like_titles(filled):
    assert codes(filled, "doi bang lai")[0] == LICENCE.code


def test_popularity_decides_between_equals_only(engine):
    rare = service(1, "Cấp phép chợ đêm")
    common = service(2, "Cấp phép chợ phiên", popularity=90_000)
    engine.put([rare, common])
    assert codes(engine, "cấp phép chợ")[0] == common.code
    assert codes(engine, "cấp phép chợ đêm")[0] == rare.code


def test_parts_replace_the_words_typed(filled):
    parts = (Part((Reading(("bằng", "lái")), Reading(("giấy", "phép", "lái", "xe")))),)
    assert codes(filled, "bang lai xe", parts=parts)[0] == LICENCE.code


def test_empty_text_lists_all_by_popularity(filled):
    result = filled.search(Query())
    assert result.total == len(SERVICES)
    assert [hit.document.code for hit in result.hits][:3] == [
        BIRTH.code,
        LICENCE.code,
        MARRIAGE.code,
    ]


def test_kinds_are_kept_apart(filled):
    assert NEWS.url not in [hit.document.url for hit in filled.search(Query("khai sinh")).hits]
    both = filled.search(Query("khai sinh", kinds=("service", "news")))
    assert NEWS.url in [hit.document.url for hit in both.hits]


def test_pages_do_not_overlap(filled):
    pages = [codes(filled, "", page=page, size=2) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [2, 2, 2, 0]
    assert {code for page in pages for code in page} == {one.code for one in SERVICES}


@pytest.mark.parametrize(
    "sort, first, last",
    [
        ("name", LICENCE.code, TEAM.code),
        ("popularity", BIRTH.code, TEAM.code),
        ("updated", BIRTH.code, None),
    ],
)
def test_orders(filled, sort, first, last):
    found = codes(filled, "", sort=sort)
    if sort == "name":
        titles = [hit.document.title for hit in filled.search(Query(sort="name")).hits]
        assert titles == [
            "Đăng ký kết hôn",
            "Đăng ký khai sinh",
            "Đăng ký lại khai sinh",
            "Đổi giấy phép lái xe",
            "Hoà giải ở cơ sở",
            "Thành lập đội xung kích bảo vệ đê",
        ]
    else:
        assert found[0] == first
    if last and sort == "name":
        assert found[-1] == last


def test_filters_narrow(filled):
    assert codes(filled, "", filters={"field": ("giao-thong",)}) == [LICENCE.code]
    assert codes(filled, "", filters={"audience": ("business",), "level": ("commune",)}) == []


def test_facets_ignore_their_own_filter_and_keep_labels(filled):
    result = filled.search(Query(filters={"field": ("giao-thong",)}))
    fields = {one.value: one for one in result.facets["field"]}
    assert result.total == 1
    assert fields["ho-tich"].count == 3
    assert fields["giao-thong"].selected and fields["giao-thong"].label == "Giao thông đường bộ"
    assert [(one.value, one.count) for one in result.facets["level"]] == [("province", 1)]


def test_facet_counts_tell_what_a_click_gives(filled):
    chosen = {"online_level": ("full",)}
    result = filled.search(Query(filters=chosen))
    for value in result.facets["field"]:
        narrowed = filled.search(Query(filters={**chosen, "field": (value.value,)}))
        assert narrowed.total == value.count


def test_a_chosen_value_stays_though_nothing_is_left(filled):
    result = filled.search(Query("kết hôn", filters={"field": ("giao-thong",)}))
    assert result.total == 0
    chosen = [one for one in result.facets["field"] if one.selected]
    assert [(one.value, one.label, one.count) for one in chosen] == [
        ("giao-thong", "Giao thông đường bộ", 0)
    ]


def test_highlights_mark_written_words_and_escape_the_rest(filled):
    (hit,) = [h for h in filled.search(Query("khai sinh")).hits if h.document == BIRTH]
    assert hit.highlights["title"] == "Đăng ký <mark>khai sinh</mark>"
    assert hit.highlights["summary"].endswith("&amp; cấp giấy <mark>khai sinh</mark>.")
    assert "<mark>khai sinh</mark>" in hit.highlights["popular_names"]


def test_an_older_version_never_replaces_a_newer(engine):
    engine.put([replace(BIRTH, version=5, title="Bản mới")])
    assert engine.put([replace(BIRTH, version=4, title="Bản cũ")]) == 0
    assert engine.search(Query()).hits[0].document.title == "Bản mới"
    assert engine.put([replace(BIRTH, version=5, title="Bản sửa")]) == 1
    assert engine.search(Query()).hits[0].document.title == "Bản sửa"
    assert engine.search(Query()).total == 1


def test_delete_forgets_unknown_ids(filled):
    assert filled.delete([BIRTH.id, "page:0"]) == 1
    assert BIRTH.code not in codes(filled, "khai sinh")


def test_rebuild_replaces_everything(filled):
    assert filled.rebuild([MARRIAGE]) == 1
    assert codes(filled, "") == [MARRIAGE.code]


def test_a_rebuild_that_fails_leaves_the_old_index(filled):
    def broken():
        yield MARRIAGE
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        filled.rebuild(broken())
    assert len(codes(filled, "")) == len(SERVICES)
    filled.put([replace(BIRTH_AGAIN, version=2, title="Vẫn ghi được")])
    assert "Vẫn ghi được" in [hit.document.title for hit in filled.search(Query()).hits]


@pytest.mark.parametrize("typed", ["đổi b", "doi b", "bằng lá", "bang la", "BANG", "giay phep l"])
def test_suggestions_complete_names(filled, typed):
    assert LICENCE.code in [one.code for one in filled.suggest(typed)]


def test_suggestions_begin_with_what_was_typed(filled):
    assert filled.suggest("khai sinh")[0].code == BIRTH.code
    assert filled.suggest("") == [] and filled.suggest("!!!") == []
    assert len(filled.suggest("d", size=2)) == 2


def test_vocabulary_has_words_and_pairs(filled):
    vocabulary = filled.vocabulary()
    assert vocabulary["khai"] >= 2
    assert vocabulary["khai sinh"] >= 2
    assert "đổi" in vocabulary


def test_health_counts(filled):
    health = filled.health()
    assert health.ok and health.documents == len(SERVICES) + 1


HOSTILE = ['"', "title:*", "a AND (", "+-&&||!(){}[]^~*?:\\/", "\x00\x1b", "🙂" * 50, "x" * 10_000, "." * 500]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_is_an_error(filled, typed):
    assert filled.search(Query(typed)).total >= 0
    assert isinstance(filled.suggest(typed), list)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(max_size=80), st.integers(1, 5), st.sampled_from(["relevance", "name", "updated"]))
def test_any_text_is_answered(filled, typed, page, sort):
    result = filled.search(Query(typed, page=page, sort=sort))
    assert len(result.hits) <= result.total or page > 1
    assert set(result.facets) == set(FACETS)
    filled.suggest(typed)


def test_a_name_that_says_just_what_was_asked_comes_first(filled):
    assert codes(filled, "đăng ký khai sinh")[0] == BIRTH.code
    assert codes(filled, "đăng ký lại khai sinh")[0] == BIRTH_AGAIN.code


def test_an_answer_is_doubted_when_little_of_the_query_is_in_it(filled):
    assert not filled.search(Query("đăng ký khai sinh")).low_confidence
    assert filled.search(Query("giấy phép bán kem dạo ở bãi biển")).low_confidence


def test_a_word_too_much_does_not_hide_the_answer(filled):
    assert codes(filled, "đăng ký kết hôn hoành tráng lắm")[0] == MARRIAGE.code


def test_a_reading_counts_in_its_field_only(filled):
    def parts(field):
        return (Part((Reading(("tí", "hon")), Reading(("khai", "sinh"), 1.0, (field,)))),)

    assert codes(filled, "tí hon", parts=parts("ho-tich"))[0] == BIRTH.code
    assert codes(filled, "tí hon", parts=parts("giao-thong")) == []
