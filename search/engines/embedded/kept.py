"""What was made of the documents of one commit, kept for the next search; the least used goes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import tantivy

from search.cards import Card, card_from
from search.documents import Document
from search.engines.embedded.schema import cut_from_stored, from_stored
from search.engines.layout import ANY_TELLING, COMMON, MANY, rarity_of
from search.engines.suggestions import Line, line_for

#: Documents, cards and lines of a process, some 6 KB each; to make one anew takes less than 0.1 ms.
DOCUMENTS, CARDS, LINES, WORDS = 2_000, 20_000, 20_000, 50_000

#: Segment and number in it.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """Functions with a memory. They hold the searcher, never the snapshot, so that both die at once."""

    document: Callable[[Place], Document]
    card: Callable[[Place], Card]
    line: Callable[[Place], Line]
    rarity: Callable[[str], float]
    """How rare a folded word is in titles, from 0.05 to 1."""
    common: Callable[[str], bool]
    """Whether a folded word is common (layout.COMMON)."""


def keep(searcher: tantivy.Searcher) -> Kept:
    """An empty memory for the documents that ``searcher`` sees."""
    titles = searcher.num_docs

    @lru_cache(maxsize=WORDS)
    def common(word: str) -> bool:
        return searcher.doc_freq(ANY_TELLING, word) > max(MANY, COMMON * titles)

    def stored(place: Place) -> tantivy.Document:
        return searcher.doc(tantivy.DocAddress(*place))

    def read(place: Place) -> Document:
        return from_stored(stored(place))

    def card(place: Place) -> Card:
        return card_from(cut_from_stored(stored(place)), rarity)

    @lru_cache(maxsize=WORDS)
    def rarity(word: str) -> float:
        return rarity_of(searcher.doc_freq("title", word), titles)

    return Kept(
        document=lru_cache(maxsize=DOCUMENTS)(read),
        card=lru_cache(maxsize=CARDS)(card),
        line=lru_cache(maxsize=LINES)(lambda place: line_for(read(place))),
        rarity=rarity,
        common=common,
    )


def place_of(address: tantivy.DocAddress) -> Place:
    """``address`` as a key."""
    return (address.segment_ord, address.doc)
