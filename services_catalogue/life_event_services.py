"""The services of a life event, by field: what most people need first stands first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from search.documents import Document
from search.finding import find
from search.queries import Query
from search.text import sort_key

#: An engine gives a hundred at a time; no event has more services than this many hundreds.
MOST_HUNDREDS = 6


@dataclass(frozen=True, slots=True)
class FieldShare:
    """A field with its number of services within an event."""

    slug: str
    name: str
    count: int


def services_of(slug: str) -> list[Document]:
    """All services of an event, in the order of their fields. Raises SearchUnavailable."""
    documents: list[Document] = []
    for page in range(1, MOST_HUNDREDS + 1):
        query = Query(
            filters={"life_event": (slug,)}, sort="popularity", size=100, page=page, facets=()
        )
        found = find(query)
        documents += [hit.document for hit in found.hits]
        if page >= found.pages:
            break
    return in_order(documents)


def in_order(documents: Sequence[Document]) -> list[Document]:
    """Fields with most dossiers first; within a field the service that most people need."""
    weight: dict[str, int] = {}
    for one in documents:
        weight[_slug(one)] = weight.get(_slug(one), 0) + one.popularity
    return sorted(
        documents,
        key=lambda one: (-weight[_slug(one)], _slug(one), -one.popularity, sort_key(one.title)),
    )


def fields_of(documents: Sequence[Document]) -> list[FieldShare]:
    """The fields of ``documents``, in the order in which they come."""
    counts: dict[str, list[Any]] = {}
    for one in documents:
        if one.field is not None:
            counts.setdefault(one.field.value, [one.field.label, 0])[1] += 1
    return [FieldShare(slug, name, count) for slug, (name, count) in counts.items()]


def by_field(documents: Sequence[Document]) -> list[dict[str, Any]]:
    """[{field, documents}] of services that stand in order already."""
    return [
        {"field": run[0].field, "documents": run}
        for run in (list(group) for _slug_of, group in groupby(documents, _slug))
    ]


def _slug(document: Document) -> str:
    return document.field.value if document.field is not None else ""
