"""Rows of a search: candidates by Tantivy, the first of them put in order by search.ranking."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy

from search.codes import procedure_code
from search.confidence import AGREEING, is_doubtful
from search.engines.embedded.kept import place_of
from search.engines.embedded.matching import Matching, filter_clauses, text_query
from search.engines.embedded.reading import Snapshot
from search.engines.layout import DEEPEST, ENOUGH, SHARES, WINDOW, plain_parts
from search.queries import Part, Query, Visitor
from search.ranking import Ranking

Row = tuple[float, tantivy.DocAddress]


@dataclass(frozen=True, slots=True)
class Found:
    """``matched`` is the text's part of what was asked in the end, for the facets."""

    total: int
    rows: list[Row]
    matched: Matching
    doubtful: bool = False


def find_rows(snapshot: Snapshot, asked: Query) -> Found:
    """The page of rows that ``asked`` wants."""
    text = asked.text.strip()
    order = asked.sort
    if order == "relevance" and not text:
        order = "popularity"
    for share in SHARES:
        matched = text_query(asked, share, snapshot.kept.common)
        if order == "relevance" and not procedure_code(text):
            found = _by_relevance(snapshot, asked, matched)
        else:
            found = _by_column(snapshot, asked, matched, order)
        if found.total >= ENOUGH or not text:
            break
    return found


def _by_relevance(snapshot: Snapshot, asked: Query, matched: Matching) -> Found:
    whole = matched.scored(filter_clauses(asked))
    offset = (asked.page - 1) * asked.size
    deep = min(offset + asked.size, DEEPEST)
    found = snapshot.searcher.search(
        whole, limit=max(WINDOW, deep), weight_by_field="popularity_weight"
    )
    hits: list[Row] = list(found.hits)
    parts = asked.parts or plain_parts(asked.text)
    rows, doubtful = _ranked(snapshot, parts, hits[:WINDOW], asked.visitor)
    rows += hits[WINDOW:]
    return Found(int(found.count or 0), rows[offset:deep], matched, doubtful)


def _by_column(snapshot: Snapshot, asked: Query, matched: Matching, order: str) -> Found:
    whole = matched.counted(filter_clauses(asked))
    offset = (asked.page - 1) * asked.size
    if offset >= DEEPEST:
        return Found(int(snapshot.searcher.search(whole, limit=1).count or 0), [], matched)
    column, direction = {
        "relevance": ("popularity", tantivy.Order.Desc),
        "popularity": ("popularity", tantivy.Order.Desc),
        "name": ("name_order", tantivy.Order.Asc),
        "updated": ("updated", tantivy.Order.Desc),
    }[order]
    found = snapshot.searcher.search(
        whole, limit=asked.size, offset=offset, order_by_field=column, order=direction
    )
    return Found(int(found.count or 0), [(0.0, address) for _value, address in found.hits], matched)


def _ranked(
    snapshot: Snapshot, parts: tuple[Part, ...], hits: list[Row], visitor: Visitor
) -> tuple[list[Row], bool]:
    """``hits`` in order, and whether the first of them should be doubted."""
    ranking = Ranking(parts, snapshot.kept.rarity, visitor)
    best = max((score for score, _address in hits), default=1.0) or 1.0
    ranked = []
    for score, address in hits:
        card = snapshot.kept.card(place_of(address))
        ranked.append((ranking.rank(card, score / best).score, address, card))
    ranked.sort(key=lambda one: -one[0])
    first = [(card, score) for score, _address, card in ranked[:AGREEING]]
    return [(score, address) for score, address, _card in ranked], is_doubtful(ranking, first)
