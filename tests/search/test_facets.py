"""Addresses of searches: read, written and toggled without loss."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.facets import chips, facet_lists, page_context, paging, query_from, toggled, url_for
from search.queries import AUDIENCES, FACETS, Query, Visitor
from search.results import FacetValue, ResultSet

RESULTS = ResultSet(
    hits=(),
    total=45,
    facets={
        "field": (FacetValue("ho-tich", "Hộ tịch", 30, True), FacetValue("dat-dai", "Đất đai", 15)),
        "level": (FacetValue("commune", "Cấp xã", 45),),
    },
    engine="embedded",
    took_ms=1,
    page=2,
    size=20,
)
QUERY = Query("khai sinh", filters={"field": ("ho-tich",)}, page=2)

words = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)


@given(
    st.text(max_size=80),
    st.dictionaries(
        st.sampled_from(FACETS), st.lists(words, min_size=1, max_size=4, unique=True), max_size=3
    ),
    st.integers(1, 500),
    st.sampled_from(["relevance", "name", "updated", "popularity"]),
    st.builds(
        Visitor, st.from_regex(r"[a-z0-9-]{0,9}", fullmatch=True), st.sampled_from(["", *AUDIENCES])
    ),
)
def test_an_address_reads_back_as_it_was_written(text, filters, page, sort, visitor):
    chosen = {k: tuple(v) for k, v in filters.items()}
    query = Query(text.strip(), chosen, page=page, sort=sort, visitor=visitor)
    _path, _mark, parameters = url_for("/x/", query, page=page).partition("?")
    assert query_from(dict(QueryDict(parameters).lists())) == query


@given(
    st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=3), max_size=5)
)
def test_any_parameters_make_a_query(parameters):
    assert query_from(parameters).page >= 1


def test_strange_parameters_are_left_aside():
    query = query_from({"page": ["-3"], "sort": ["rnd"], "field": ["", " a ", "a"], "x": ["y"]})
    assert query_from({"at": ["<b>"], "who": ["robot"]}).visitor == Visitor()
    assert query == Query(filters={"field": ("a",)}, sort="popularity")


def test_toggling_twice_comes_back():
    once = Query("x", filters=toggled(QUERY, "level", "commune"))
    assert toggled(once, "level", "commune") == QUERY.filters
    assert toggled(QUERY, "field", "ho-tich") == {}


def test_a_facet_without_choice_is_not_shown():
    lists = facet_lists("/tim-kiem/", QUERY, RESULTS)
    assert [one["name"] for one in lists] == ["field"]
    ticked, other = lists[0]["values"]
    assert ticked["selected"] and ticked["url"] == "/tim-kiem/?q=khai+sinh"
    assert other["url"] == "/tim-kiem/?q=khai+sinh&field=ho-tich&field=dat-dai"


def test_chips_take_their_filter_away():
    (chip,) = chips("/d/", QUERY, RESULTS)
    assert (chip["label"], chip["remove_url"]) == ("Hộ tịch", "/d/?q=khai+sinh")


def test_paging_knows_its_ends():
    assert paging("/d/", QUERY, RESULTS) == {
        "number": 2,
        "total": 3,
        "previous_url": "/d/?q=khai+sinh&field=ho-tich",
        "next_url": "/d/?q=khai+sinh&field=ho-tich&page=3",
    }


def test_context_has_all_that_the_template_reads():
    context = page_context("/d/", QUERY, RESULTS)
    assert {"query_text", "results", "facets", "chips", "pages", "sort"} <= set(context)
