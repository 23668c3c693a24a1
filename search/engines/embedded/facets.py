"""Counts of the facets, each without its own filter: ticking one value leaves the others to tick."""

from __future__ import annotations

from tantivy import Query, Searcher

from search.engines.embedded.matching import Matching, filter_clauses, schema
from search.engines.embedded.schema import from_stored
from search.engines.layout import MOST_VALUES, SEPARATOR, facet_column, facet_value
from search.queries import Query as Asked
from search.results import FacetValue
from search.text import sort_key


def count_facets(
    searcher: Searcher, asked: Asked, matched: Matching
) -> dict[str, tuple[FacetValue, ...]]:
    """Values of the facets asked for, most frequent first, chosen ones kept at a count of 0.

    ``matched`` is what the text was matched by.
    """
    filtered = [facet for facet in asked.facets if asked.filters.get(facet)]
    open_facets = [facet for facet in asked.facets if facet not in filtered]
    buckets: dict[str, list[dict[str, object]]] = {}
    if open_facets:
        buckets |= _aggregate(searcher, matched.counted(filter_clauses(asked)), open_facets)
    for facet in filtered:
        others = matched.counted(filter_clauses(asked, without=facet))
        buckets |= _aggregate(searcher, others, [facet])
    return {
        facet: _values(searcher, facet, buckets[facet], asked.filters.get(facet, ()))
        for facet in asked.facets
    }


def _aggregate(searcher: Searcher, query: Query, facets: list[str]) -> dict[str, list]:
    wanted = {
        facet: {"terms": {"field": facet_column(facet), "size": MOST_VALUES}} for facet in facets
    }
    answer = searcher.aggregate(query, wanted)
    return {facet: answer[facet]["buckets"] for facet in facets}


def _values(
    searcher: Searcher, facet: str, buckets: list, chosen: tuple[str, ...]
) -> tuple[FacetValue, ...]:
    counts: dict[str, int] = {}
    labels: dict[str, str] = {}
    for bucket in buckets:
        value, _, label = str(bucket["key"]).partition(SEPARATOR)
        # A renamed label stands beside the old one until all its pages are written again.
        counts[value] = counts.get(value, 0) + int(bucket["doc_count"])
        labels.setdefault(value, label)
    for value in chosen:
        if value not in counts:
            counts[value], labels[value] = 0, _label(searcher, facet, value)
    found = [FacetValue(v, labels[v], count, v in chosen) for v, count in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, sort_key(one.label))))


def _label(searcher: Searcher, facet: str, value: str) -> str:
    query = Query.term_query(schema(), facet_value(facet), value)
    for _score, address in searcher.search(query, limit=1).hits:
        for label in from_stored(searcher.doc(address)).labels(facet):
            if label.value == value:
                return label.label
    return value
