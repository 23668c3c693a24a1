"""Counts of the facets in the same request as the hits; a facet ignores its own filter."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import aggs
from elasticsearch.dsl import query as q

from search.engines.elasticsearch.matching import facet_filter
from search.engines.layout import MOST_VALUES, SEPARATOR, facet_column
from search.queries import Query
from search.results import FacetValue
from search.text import sort_key


def facet_aggregations(asked: Query) -> dict[str, aggs.Agg]:
    """One filtered terms aggregation a facet; the filters of the facets stand in here."""
    found: dict[str, aggs.Agg] = {}
    for facet in asked.facets:
        others = facet_filter(asked, without=facet)
        narrowed = aggs.Filter(q.Bool(filter=others) if others else q.MatchAll())
        narrowed.bucket("values", "terms", field=facet_column(facet), size=MOST_VALUES)
        found[facet] = narrowed
    return found


def facet_values(
    asked: Query, answer: dict[str, Any], labels: dict[tuple[str, str], str]
) -> dict[str, tuple[FacetValue, ...]]:
    """The facets of an answer, most frequent first; ``labels`` names chosen values left at 0."""
    return {
        facet: _values(
            answer[facet]["values"]["buckets"], asked.filters.get(facet, ()), facet, labels
        )
        for facet in asked.facets
    }


def _values(
    buckets: list[dict[str, Any]],
    chosen: tuple[str, ...],
    facet: str,
    names: dict[tuple[str, str], str],
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
            counts[value], labels[value] = 0, names.get((facet, value), value)
    found = [FacetValue(v, labels[v], count, v in chosen) for v, count in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, sort_key(one.label))))
