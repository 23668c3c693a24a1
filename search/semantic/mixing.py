"""How services near in meaning join those found by words. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.documents import Document
from search.queries import Part, Query
from search.results import FacetValue
from search.text import sort_key, tidy

#: Services that may join.
MOST = 10
#: Least cosine of a service that joins and takes the doubt away: few questions that no service answers
#: come this near to one, most others do.
NEAR = 0.89
#: What a place among the near ones is worth beside one among the found; how slowly worth falls.
WEIGHT, SOFTNESS = 2.0, 10


def text_of(query: Query) -> str:
    """The query as it was understood, for the encoder: the surest reading of each part."""
    if not query.parts:
        return tidy(query.text)
    return " ".join(word for part in query.parts for word in _surest(part))


def _surest(part: Part) -> tuple[str, ...]:
    everywhere = [reading for reading in part.readings if not reading.fields]
    return max(everywhere, key=lambda one: one.weight).words if everywhere else ()


def mixed(found: Sequence[str], near: Sequence[str]) -> list[str]:
    """Ids by reciprocal rank in both lists, best first."""
    worth = {one: 1 / (SOFTNESS + rank) for rank, one in enumerate(found, 1)}
    for rank, one in enumerate(near, 1):
        worth[one] = worth.get(one, 0.0) + WEIGHT / (SOFTNESS + rank)
    return sorted(worth, key=lambda one: -worth[one])


def belongs(document: Document, query: Query) -> bool:
    """Whether ``document`` passes the kinds and filters of ``query``."""
    if query.kinds and document.kind not in query.kinds:
        return False
    return all(
        {label.value for label in document.labels(facet)} & set(values)
        for facet, values in query.filters.items()
        if values
    )


def counted(
    facets: dict[str, tuple[FacetValue, ...]], joined: Sequence[Document]
) -> dict[str, tuple[FacetValue, ...]]:
    """``facets`` with the documents that joined."""
    answer = {}
    for facet, values in facets.items():
        rows = {one.value: one for one in values}
        for document in joined:
            for label in document.labels(facet):
                row = rows.get(label.value, FacetValue(label.value, label.label, 0))
                rows[label.value] = replace(row, count=row.count + 1)
        answer[facet] = tuple(
            sorted(rows.values(), key=lambda one: (-one.count, sort_key(one.label)))
        )
    return answer
