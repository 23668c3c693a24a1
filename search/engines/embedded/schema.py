"""How a document is laid out in the index.

Everything is cut and folded in Python (search.text), so that index and query can never fold
differently; Tantivy splits at spaces only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from itertools import pairwise

import tantivy

from search.codes import code_forms
from search.documents import FACET_ATTRIBUTES, Document
from search.text import key, marked_key, sort_key, tidy, words

#: Raise when fields change: an index of another layout is rebuilt, never misread.
LAYOUT = 1

#: Searched fields and what a word in them is worth.
BOOSTS = {
    "title": 4.0,
    "names": 4.0,
    "official": 3.0,
    "keywords": 3.0,
    "field": 1.5,
    "summary": 1.2,
    "agency": 0.5,
    "body": 0.4,
}
#: Fields that keep the marks too; elsewhere folded words are enough.
MARKED = ("title", "names", "official", "keywords", "field", "summary")
#: Between value and label in a facet's column.
SEPARATOR = "\x1f"
#: Longest prefix of a word, and of a whole name, that is kept for suggestions.
WORD_PREFIX, NAME_PREFIX = 16, 40


def build_schema() -> tantivy.Schema:
    """The schema of all generations of this layout."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("version", stored=True)
    builder.add_bytes_field("source", stored=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("code", tokenizer_name="raw", index_option="basic")
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in MARKED:
        builder.add_text_field(f"{name}_marked", tokenizer_name="whitespace", index_option="freq")
    for name in ("pairs", "pairs_marked", "prefixes", "starts", "lexicon"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for facet in FACET_ATTRIBUTES:
        builder.add_text_field(facet_value(facet), tokenizer_name="raw", index_option="basic")
        builder.add_text_field(
            facet_column(facet), tokenizer_name="raw", index_option="basic", fast=True
        )
    builder.add_unsigned_field("popularity", fast=True)
    builder.add_float_field("popularity_weight", fast=True)
    builder.add_text_field("updated", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("name_order", tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def facet_value(facet: str) -> str:
    """Field to filter ``facet`` by."""
    return f"in_{facet}"


def facet_column(facet: str) -> str:
    """Column to count ``facet`` in: value and label together."""
    return f"count_{facet}"


def popularity_weight(popularity: int) -> float:
    """Input of Tantivy's ``weight_by_field``, which multiplies a score by log2(2 + input).

    100 dossiers a year give 1.06, 100,000 give 1.15, and that is the most.
    """
    factor = 1 + min(0.15, 0.03 * math.log10(1 + max(0, popularity)))
    return float(2**factor - 2)


def texts(document: Document) -> dict[str, tuple[str, ...]]:
    """The texts of each searched field."""
    return {
        "title": (document.title,),
        "names": (document.short_name, *document.popular_names),
        "official": (document.official_name,),
        "keywords": document.keywords,
        "field": tuple(label.label for label in document.labels("field"))
        + tuple(label.label for label in document.life_events),
        "summary": (document.summary,),
        "agency": (*(label.label for label in document.agencies), document.agency_text),
        "body": (document.body,),
    }


def to_index(document: Document) -> tantivy.Document:
    """The row of ``document``."""
    row = tantivy.Document()
    row.add_text("id", document.id)
    row.add_unsigned("version", document.version)
    row.add_bytes("source", json.dumps(document.as_dict(), ensure_ascii=False).encode())
    row.add_text("kind", document.kind)
    for form in code_forms(document.code):
        row.add_text("code", form)
    lexicon: set[str] = set()
    pairs: set[str] = set()
    pairs_marked: set[str] = set()
    for name, values in texts(document).items():
        for value in values:
            cut = [word.text for word in words(tidy(value))]
            if not cut:
                continue
            row.add_text(name, " ".join(key(word) for word in cut))
            if name in MARKED:
                row.add_text(f"{name}_marked", " ".join(filter(None, map(marked_key, cut))))
            lower = [word.lower() for word in cut]
            lexicon.update(lower)
            if name in ("title", "names", "official", "keywords"):
                pairs.update(joined(map(key, cut)))
                pairs_marked.update(joined(marked_key(word) or key(word) for word in cut))
            if name != "body" and name != "agency":
                lexicon.update(f"{a} {b}" for a, b in pairwise(lower))
    for field, values in (
        ("pairs", pairs),
        ("pairs_marked", pairs_marked),
        ("lexicon", {word for word in lexicon if len(word) < 40}),
        ("prefixes", _prefixes(document)),
        ("starts", _starts(document)),
    ):
        for value in values:
            row.add_text(field, value)
    for facet in FACET_ATTRIBUTES:
        for label in document.labels(facet):
            row.add_text(facet_value(facet), label.value)
            row.add_text(facet_column(facet), f"{label.value}{SEPARATOR}{label.label}")
    row.add_unsigned("popularity", max(0, document.popularity))
    row.add_float("popularity_weight", popularity_weight(document.popularity))
    row.add_text("updated", document.updated_on or "0")
    row.add_text("name_order", sort_key(document.title)[:200])
    return row


def from_stored(stored: tantivy.Document) -> Document:
    """The document of a row."""
    return Document.from_dict(json.loads(stored.get_first("source")))


def joined(cut: Iterable[str]) -> list[str]:
    """Neighbouring words as one token: "khai sinh" → "khai_sinh"."""
    return [f"{a}_{b}" for a, b in pairwise(cut)]


def _names(document: Document) -> list[list[str]]:
    names = (document.title, document.short_name, *document.popular_names)
    return [[key(word.text) for word in words(tidy(name))] for name in names if name]


def _prefixes(document: Document) -> set[str]:
    return {
        word[:length]
        for name in _names(document)
        for word in name
        for length in range(1, min(len(word), WORD_PREFIX) + 1)
    }


def _starts(document: Document) -> set[str]:
    together = {"".join(name) for name in _names(document)}
    return {
        name[:length] for name in together for length in range(1, min(len(name), NAME_PREFIX) + 1)
    }
