"""What is counted over the whole index and kept for a while: words for spelling, rarity for ranking."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

import structlog
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.cards import Card
from search.engines.base import SearchUnavailable
from search.engines.elasticsearch.cluster import PATIENCE, failures
from search.engines.layout import LAYOUT, rarity_of

log = structlog.get_logger(__name__)

#: Values fetched at a time, about, and how long counts are kept, in seconds: neither spelling nor
#: rarity needs newer ones.
PAGE, AGE = 10_000, 300.0
#: Cards of documents kept for ranking.
MOST_CARDS = 5000


@dataclass(slots=True)
class Counts:
    """Counts of one moment; cards made with them die with them."""

    made: float
    titles: int
    title_words: dict[str, int]
    cards: dict[tuple[str, int], Card] = field(default_factory=dict)

    @property
    def rarity(self) -> Callable[[str], float]:
        """How rare a folded word is in titles, from 0.05 to 1."""
        return lambda word: rarity_of(self.title_words.get(word, 0), self.titles)


class Statistics:
    """The counts of the index behind ``alias``."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias
        self._counts: Counts | None = None
        self._words: tuple[float, dict[str, int]] = (0.0, {})
        self._counting = threading.Lock()

    def forget(self) -> None:
        """Count anew at the next question."""
        self._counts, self._words = None, (0.0, {})

    def counts(self, within: float) -> Counts:
        """Title words and how many documents there are.

        A visitor waits ``within`` seconds for the first ones; later ones are made beside.
        """
        counts = self._counts
        if counts is None:
            try:
                counts = self._counts = self._count(within)
            except (ApiError, TransportError):
                self._count_beside()  # with patience, so that the next visitor finds them
                raise
        elif monotonic() - counts.made > AGE:
            self._count_beside()
        if len(counts.cards) > MOST_CARDS:
            counts.cards.clear()
        return counts

    def _count_beside(self) -> None:
        if self._counting.acquire(blocking=False):
            threading.Thread(target=self._recount, name="count-words", daemon=True).start()

    def _recount(self) -> None:
        try:
            with failures():
                self._counts = self._count(PATIENCE)
        except SearchUnavailable as problem:
            log.warning("words_not_counted", reason=str(problem))
        finally:
            self._counting.release()

    def _count(self, patience: float) -> Counts:
        client = self._client.options(request_timeout=patience)
        for index in client.indices.get_mapping(index=self._alias).values():
            if index["mappings"].get("_meta", {}).get("layout") != LAYOUT:
                raise SearchUnavailable(
                    "the index is of another version: run manage.py rebuild_index"
                )
        titles = int(client.count(index=self._alias)["count"])
        return Counts(monotonic(), titles, self._values("title_words", client))

    def vocabulary(self) -> dict[str, int]:
        """Words and neighbours of the index with their counts."""
        made, words = self._words
        if not words or monotonic() - made > AGE:
            words = self._values("lexicon", self._client.options(request_timeout=PATIENCE))
            self._words = (monotonic(), words)
        return words

    def _values(self, name: str, client: Elasticsearch) -> dict[str, int]:
        """All values of a keyword field with their document counts, read in partitions."""
        ask = client.search
        many = ask(index=self._alias, size=0, aggs={"n": {"cardinality": {"field": name}}})
        partitions = 1 + int(many["aggregations"]["n"]["value"]) // PAGE
        found: dict[str, int] = {}
        for partition in range(partitions):
            part = {"partition": partition, "num_partitions": partitions}
            # Twice the size of an even split: partitions are by hash.
            terms = {"field": name, "size": 2 * PAGE, "include": part}
            answer = ask(index=self._alias, size=0, aggs={"n": {"terms": terms}})
            for bucket in answer["aggregations"]["n"]["buckets"]:
                found[str(bucket["key"])] = int(bucket["doc_count"])
        return found
