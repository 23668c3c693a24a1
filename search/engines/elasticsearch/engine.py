"""The SearchEngine over a cluster: searches through an alias, rebuilds beside it, then swaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import perf_counter
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import Search

from search.cards import Card, card_from
from search.codes import procedure_code
from search.confidence import AGREEING, is_doubtful
from search.documents import Document
from search.engines.base import Health, SearchUnavailable
from search.engines.elasticsearch.cluster import connect, failures
from search.engines.elasticsearch.facets import facet_aggregations, facet_values
from search.engines.elasticsearch.mapping import from_source
from search.engines.elasticsearch.matching import (
    facet_filter,
    kinds_filter,
    scored,
    suggest_query,
    text_query,
)
from search.engines.elasticsearch.statistics import Statistics
from search.engines.elasticsearch.writing import Indexes
from search.engines.layout import (
    CANDIDATES,
    DEEPEST,
    ENOUGH,
    SHARES,
    WINDOW,
    plain_parts,
    words_to_mark,
)
from search.engines.suggestions import best_lines, line_for
from search.highlighting import Highlighter
from search.queries import MAX_QUERY_LENGTH, Query
from search.ranking import Ranking
from search.results import Hit, ResultSet, Suggestion
from search.text import tidy, words

#: A score and what the index keeps of a document: read into one only when it is shown.
Row = tuple[float, dict[str, Any]]


class ElasticsearchEngine:
    """``alias`` names the index for readers; ``budget`` is what a question may take, in seconds."""

    name = "elasticsearch"

    def __init__(self, url: str, *, alias: str = "portal", budget: float = 0.8) -> None:
        self._client: Elasticsearch = connect(url, budget=budget)
        self._budget = budget
        self._alias = alias
        self._indexes = Indexes(self._client, alias)
        self._statistics = Statistics(self._client, alias)

    def put(self, documents: Iterable[Document]) -> int:
        """See SearchEngine.put."""
        with failures():
            return self._indexes.put(documents)

    def delete(self, ids: Iterable[str]) -> int:
        """See SearchEngine.delete."""
        with failures():
            return self._indexes.delete(ids)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """See SearchEngine.rebuild. The old index stays until the new one is verified by count."""
        written = self._indexes.rebuild(documents)
        self._statistics.forget()
        return written

    def search(self, query: Query) -> ResultSet:
        """See SearchEngine.search. All its questions to the cluster share one budget."""
        started = perf_counter()
        until = started + self._budget
        with failures():
            text = query.text.strip()
            for share in SHARES:
                answer = self._ask(self._search_request(query, share), until)
                total = int(answer["hits"]["total"]["value"])
                if total >= ENOUGH or not text:
                    break
            rows = [(float(row["_score"] or 0.0), row["_source"]) for row in answer["hits"]["hits"]]
            doubtful = False
            if _ranks(query):
                rows, doubtful = self._ranked(query, rows, until)
            found = [(score, from_source(kept)) for score, kept in rows]
            facets = facet_values(
                query,
                answer.get("aggregations", {}),
                self._labels_of_the_chosen(query, answer, until),
            )
        mark = Highlighter(words_to_mark(query))
        return ResultSet(
            hits=tuple(Hit(document, score, mark.document(document)) for score, document in found),
            total=total,
            facets=facets,
            engine=self.name,
            took_ms=(perf_counter() - started) * 1000,
            page=query.page,
            size=query.size,
            low_confidence=doubtful,
        )

    def suggest(self, text: str, *, size: int = 8) -> list[Suggestion]:
        """See SearchEngine.suggest."""
        typed = [word.text for word in words(tidy(text[: 2 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH])]
        if not typed or size < 1:
            return []
        asked = Search().query(scored(suggest_query(typed[:40], text)))[:CANDIDATES]
        with failures():
            rows = self._ask(asked.source(["source"]), perf_counter() + self._budget)["hits"][
                "hits"
            ]
            lines = [line_for(from_source(row["_source"])) for row in rows]
        return best_lines(lines, typed, size)

    def vocabulary(self) -> Mapping[str, int]:
        """See SearchEngine.vocabulary. Kept for five minutes."""
        with failures():
            return self._statistics.vocabulary()

    def drop(self) -> None:
        """Remove all indexes of this engine's alias."""
        with failures():
            self._indexes.drop()

    def health(self) -> Health:
        """See SearchEngine.health."""
        try:
            with failures():
                # Another index of the cluster may be red: what counts is whether ours answers whole.
                status = self._client.cluster.health()["status"]
                answer = self._client.count(index=self._alias)
                if answer["_shards"]["failed"]:
                    return Health(False, self.name, 0, f"the cluster is {status}, shards failed")
                count = int(answer["count"])
        except SearchUnavailable as problem:
            return Health(False, self.name, 0, str(problem))
        return Health(True, self.name, count, f"cluster {status}")

    def _ranked(self, query: Query, rows: list[Row], until: float) -> tuple[list[Row], bool]:
        """The page of ``rows`` that is wanted, the first of them in order; and whether to doubt it."""
        counts = self._statistics.counts(_left(until))
        parts = query.parts or plain_parts(query.text)
        ranking = Ranking(parts, counts.rarity, query.visitor)
        best = max((score for score, _kept in rows[:WINDOW]), default=1.0) or 1.0
        ranked: list[tuple[float, dict[str, Any], Card]] = []
        for score, kept in rows[:WINDOW]:
            place = (kept["source"]["id"], kept["source"]["version"])
            if place not in counts.cards:
                counts.cards[place] = card_from(kept["card"], counts.rarity)
            card = counts.cards[place]
            ranked.append((ranking.rank(card, score / best).score, kept, card))
        ranked.sort(key=lambda row: -row[0])
        doubtful = is_doubtful(ranking, [(card, score) for score, _one, card in ranked[:AGREEING]])
        ordered = [(score, kept) for score, kept, _card in ranked] + rows[WINDOW:]
        offset = (query.page - 1) * query.size
        return ordered[offset : offset + query.size], doubtful

    def _search_request(self, query: Query, share: float) -> Search:
        matched = text_query(query, share)
        asked = Search().query(scored(matched) if query.text.strip() else matched)
        offset = min((query.page - 1) * query.size, DEEPEST)
        deep = min(offset + query.size, DEEPEST)
        # What is put in order here is fetched from the top; the rest only as far as is shown.
        asked = asked[: max(WINDOW, deep)] if _ranks(query) else asked[offset:deep]
        for one in kinds_filter(query):
            asked = asked.filter(one)
        # Hits are narrowed after the facets are counted, so that each facet sees its own values.
        for one in facet_filter(query):
            asked = asked.post_filter(one)
        for name, aggregation in facet_aggregations(query).items():
            asked.aggs.bucket(name, aggregation)
        order = query.sort
        if order == "relevance" and not query.text.strip():
            order = "popularity"
        orders: dict[str, tuple[str, ...]] = {
            "relevance": ("_score", "-popularity", "id"),
            "popularity": ("-popularity", "id"),
            "name": ("name_order", "id"),
            "updated": ("-updated", "id"),
        }
        asked = asked.sort(*orders[order])
        return asked.source(["source", "card"]) if _ranks(query) else asked.source(["source"])

    def _ask(self, asked: Search, until: float) -> dict[str, Any]:
        client = self._client.options(request_timeout=_left(until))
        body = asked.extra(track_total_hits=True, track_scores=True).to_dict()
        try:
            answer = client.search(index=self._alias, **_arguments(body))
        except NotFoundError as problem:
            raise SearchUnavailable(f"there is no index {self._alias}") from problem
        if answer.get("timed_out") or answer["_shards"]["failed"]:
            raise SearchUnavailable("the cluster answered in part only")
        return dict(answer)

    def _labels_of_the_chosen(
        self, query: Query, answer: dict[str, Any], until: float
    ) -> dict[tuple[str, str], str]:
        """Labels of chosen values that no result has: from any document that holds them."""
        found = {}
        for facet, values in query.filters.items():
            if facet not in query.facets:
                continue
            seen = {
                str(bucket["key"]).partition("\x1f")[0]
                for bucket in answer["aggregations"][facet]["values"]["buckets"]
            }
            for value in set(values) - seen:
                one = Search().filter("term", **{f"in_{facet}": value}).source(["source"])[:1]
                for row in self._ask(one, until)["hits"]["hits"]:
                    for label in from_source(row["_source"]).labels(facet):
                        if label.value == value:
                            found[(facet, value)] = label.label
        return found


def _left(until: float) -> float:
    """Seconds until the budget is spent; one that is spent gives a failure, not a long wait."""
    return max(0.01, until - perf_counter())


def _ranks(query: Query) -> bool:
    """Whether the order is ours to make: by relevance, of words, and not beyond the window."""
    text = query.text.strip()
    near = (query.page - 1) * query.size < WINDOW
    return bool(near and query.sort == "relevance" and text and not procedure_code(text))


def _arguments(body: dict[str, Any]) -> dict[str, Any]:
    """The body of a search as the client's keyword arguments."""
    named = {"from": "from_", "_source": "source"}
    return {named.get(name, name): value for name, value in body.items()}
