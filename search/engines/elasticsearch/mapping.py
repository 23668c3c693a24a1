"""The index: the layout that all engines share (search.engines.layout), as a dsl Document.

Texts arrive folded and cut, words with spaces between them, so the built-in ``whitespace`` and
``keyword`` analyzers are all that is needed, and index and query can never fold differently. Fields
that are matched whole but scored are texts under the ``keyword`` analyzer, because only texts keep the
length of a field for BM25.
"""

from __future__ import annotations

from typing import Any

from elasticsearch import dsl

from search.cards import cut
from search.documents import FACET_ATTRIBUTES, Document
from search.engines.layout import (
    ANY_TELLING,
    BOOSTS,
    LAYOUT,
    MARKED,
    facet_column,
    facet_value,
    popularity_factor,
    terms,
)

#: Fields that hold one value for sorting or filtering.
_SINGLE = ("updated", "name_order")


def _words() -> dsl.Text:
    return dsl.Text(analyzer="whitespace", index_options="freqs")


def _whole() -> dsl.Text:
    return dsl.Text(analyzer="keyword", index_options="docs")


def mapping() -> dsl.Mapping:
    """The mapping of all indexes of this layout; unknown fields are refused, not guessed."""
    made = dsl.Mapping()
    made.meta("dynamic", "strict")
    made.meta("_meta", {"layout": LAYOUT})
    for name in BOOSTS:
        made.field(name, _words())
    for name in MARKED:
        made.field(f"{name}_marked", _words())
    for name in ("pairs", "pairs_marked", "prefixes", "starts"):
        made.field(name, _whole())
    for name in ("id", "kind", "code", "lexicon", "title_words", *_SINGLE):
        made.field(name, dsl.Keyword())
    for facet in FACET_ATTRIBUTES:
        made.field(facet_value(facet), dsl.Keyword())
        made.field(facet_column(facet), dsl.Keyword())
    made.field("popularity", dsl.Long())
    made.field("popularity_factor", dsl.Float())
    for name in ("source", "card"):
        made.field(name, dsl.Object(enabled=False))
    return made


#: One shard: the catalogue is small, and word frequencies are then those of the whole.
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
}


def to_source(document: Document) -> dict[str, Any]:
    """The body of ``document`` in the index."""
    body: dict[str, Any] = dict(terms(document))
    del body[ANY_TELLING]  # a cluster counts facets with the search itself
    for name in _SINGLE:
        body[name] = body[name][0]
    return {
        **body,
        "id": document.id,
        "kind": document.kind,
        # Words of the title as values: how rare a word is can be counted over them.
        "title_words": sorted({word for title in body.get("title", ()) for word in title.split()}),
        "popularity": max(0, document.popularity),
        "popularity_factor": popularity_factor(document.popularity),
        # Without the body, which is long and which no list shows: its words are in the index.
        "source": {name: value for name, value in document.as_dict().items() if name != "body"},
        "card": cut(document),
    }


def from_source(body: dict[str, Any]) -> Document:
    """The document of a hit's ``_source``, without its body."""
    return Document.from_dict(body["source"])
