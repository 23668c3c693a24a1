"""The Tantivy schema of the layout that all engines share (search.engines.layout)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import tantivy

from search.cards import cut
from search.documents import FACET_ATTRIBUTES, Document
from search.engines.layout import (
    ANY_TELLING,
    BOOSTS,
    MARKED,
    facet_column,
    facet_value,
    popularity_factor,
    terms,
)


def build_schema() -> tantivy.Schema:
    """The schema of all generations of this layout."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("version", stored=True)
    for name in ("source", "body_text", "card"):
        builder.add_bytes_field(name, stored=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("code", tokenizer_name="raw", index_option="basic")
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(ANY_TELLING, tokenizer_name="whitespace", index_option="basic")
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


def popularity_weight(popularity: int) -> float:
    """Input of Tantivy's ``weight_by_field``, which multiplies a score by log2(2 + input)."""
    return float(2 ** popularity_factor(popularity) - 2)


def to_index(document: Document) -> tantivy.Document:
    """The row of ``document``."""
    row = tantivy.Document()
    row.add_text("id", document.id)
    row.add_unsigned("version", document.version)
    source = document.as_dict()
    row.add_bytes("body_text", source.pop("body").encode())
    row.add_bytes("source", _json(source))
    row.add_bytes("card", _json(cut(document)))
    row.add_text("kind", document.kind)
    for name, values in terms(document).items():
        for value in values:
            row.add_text(name, value)
    row.add_unsigned("popularity", max(0, document.popularity))
    row.add_float("popularity_weight", popularity_weight(document.popularity))
    return row


def from_stored(stored: tantivy.Document) -> Document:
    """The document of a row without its body, which is long and which no list shows."""
    return Document.from_dict(json.loads(stored.get_first("source") or b"{}"))


def whole_from_stored(stored: tantivy.Document) -> Document:
    """The document of a row as it was put in."""
    body = bytes(stored.get_first("body_text") or b"").decode()
    return replace(from_stored(stored), body=body)


def cut_from_stored(stored: tantivy.Document) -> dict[str, Any]:
    """What search.cards.cut made of the document of a row."""
    made: dict[str, Any] = json.loads(stored.get_first("card") or b"{}")
    return made


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
