"""What is counted over the whole index and kept for a while: words for spelling, rarity for ranking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from elasticsearch import Elasticsearch

from search.engines.layout import rarity_of
from search.ranking import Card

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
        self._client = client.options(request_timeout=30)
        self._alias = alias
        self._counts: Counts | None = None
        self._words: tuple[float, dict[str, int]] = (0.0, {})

    def forget(self) -> None:
        """Count anew at the next question."""
        self._counts, self._words = None, (0.0, {})

    def counts(self) -> Counts:
        """Title words and how many documents there are."""
        if self._counts is None or monotonic() - self._counts.made > AGE:
            titles = int(self._client.count(index=self._alias)["count"])
            self._counts = Counts(monotonic(), titles, self._values("title_words"))
        if len(self._counts.cards) > MOST_CARDS:
            self._counts.cards.clear()
        return self._counts

    def vocabulary(self) -> dict[str, int]:
        """Words and neighbours of the index with their counts."""
        made, words = self._words
        if not words or monotonic() - made > AGE:
            words = self._values("lexicon")
            self._words = (monotonic(), words)
        return words

    def _values(self, name: str) -> dict[str, int]:
        """All values of a keyword field with their document counts, read in partitions."""
        ask = self._client.search
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
