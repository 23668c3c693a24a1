"""An engine with a second opinion: where words doubt their answer, nearness in meaning is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Protocol

import structlog

from search.documents import Document
from search.engines.base import Health, SearchEngine, SearchUnavailable
from search.engines.layout import words_to_mark
from search.highlighting import Highlighter
from search.queries import Query
from search.results import Hit, ResultSet, Suggestion
from search.semantic.mixing import MOST, NEAR, belongs, counted, mixed, text_of
from search.semantic.passages import Passages

log = structlog.get_logger(__name__)

#: Results that are put in order together with near ones; deeper ones stay as the engine has them.
WINDOW = 100


class Meaning(Protocol):
    """What knows how near documents are to a text."""

    def nearest(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Ids with cosines, nearest first."""

    def put(self, wanted: Iterable[Passages]) -> None:
        """Add or replace by id."""

    def delete(self, ids: Iterable[str]) -> None:
        """Remove by id."""

    def rebuild(self, wanted: Iterable[Passages]) -> None:
        """Replace all."""


class Keeper(Protocol):
    """Gives documents back by id: the embedded index, which every node has."""

    def get(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those that are there."""


class SemanticEngine:
    """``inner`` answers; ``meaning`` is asked when it doubts. A failure of ``meaning`` costs nothing."""

    def __init__(self, inner: SearchEngine, keeper: Keeper, meaning: Meaning) -> None:
        self.inner = inner
        self._keeper = keeper
        self._meaning = meaning

    @property
    def name(self) -> str:
        """The engine inside."""
        return self.inner.name

    def search(self, query: Query) -> ResultSet:
        """See SearchEngine.search."""
        started = perf_counter()
        found = self.inner.search(query)
        if not found.low_confidence or query.sort != "relevance" or not query.text.strip():
            return found
        near = self._near(query)
        if not near:
            return found
        answer = self._together(query, found, near)
        return replace(answer, took_ms=(perf_counter() - started) * 1000)

    def _near(self, query: Query) -> list[Document]:
        """Documents near enough, nearest first, that pass the filters."""
        try:
            nearest = self._meaning.nearest(text_of(query), MOST)
            ids = [one for one, cosine in nearest if cosine >= NEAR]
            documents = self._keeper.get(ids)
        except (OSError, ValueError, SearchUnavailable) as problem:
            log.warning("semantic_failed", reason=str(problem))
            return []
        return [
            documents[one] for one in ids if one in documents and belongs(documents[one], query)
        ]

    def _together(self, query: Query, found: ResultSet, near: list[Document]) -> ResultSet:
        """The page of ``query`` with ``near`` in it; no doubt is left.

        Which of more than WINDOW results are among the near ones is not known: totals and counts
        then stay as they are.
        """
        found = replace(found, low_confidence=False)
        offset = (query.page - 1) * query.size
        if offset >= WINDOW:
            return found
        first = self.inner.search(replace(query, page=1, size=WINDOW, facets=()))
        hits = {hit.document.id: hit for hit in first.hits}
        joined = [document for document in near if document.id not in hits]
        order = mixed(list(hits), [document.id for document in near])
        mark = Highlighter(words_to_mark(query))
        hits |= {one.id: Hit(one, 0.0, mark.document(one)) for one in joined}
        page = tuple(hits[one] for one in order[offset : offset + query.size])
        if found.total > WINDOW:
            return replace(found, hits=page)
        return replace(
            found,
            hits=page,
            total=found.total + len(joined),
            facets=counted(found.facets, joined),
        )

    def put(self, documents: Iterable[Document]) -> int:
        """See SearchEngine.put."""
        kept: list[Passages] = []
        written = self.inner.put(_noting(documents, kept))
        self._note("put", lambda: self._meaning.put(kept))
        return written

    def delete(self, ids: Iterable[str]) -> int:
        """See SearchEngine.delete."""
        wanted = list(ids)
        removed = self.inner.delete(wanted)
        self._note("delete", lambda: self._meaning.delete(wanted))
        return removed

    def rebuild(self, documents: Iterable[Document]) -> int:
        """See SearchEngine.rebuild."""
        kept: list[Passages] = []
        written = self.inner.rebuild(_noting(documents, kept))
        self._note("rebuild", lambda: self._meaning.rebuild(kept))
        return written

    def suggest(self, text: str, *, size: int = 8) -> list[Suggestion]:
        """See SearchEngine.suggest."""
        return self.inner.suggest(text, size=size)

    def vocabulary(self) -> Mapping[str, int]:
        """See SearchEngine.vocabulary."""
        return self.inner.vocabulary()

    def health(self) -> Health:
        """See SearchEngine.health."""
        return self.inner.health()

    def _note(self, what: str, write: Callable[[], None]) -> None:
        """Write vectors; the index is written already, and a page must not fail for an aid."""
        try:
            write()
        except (OSError, ValueError, SearchUnavailable) as problem:
            log.warning("semantic_not_written", what=what, reason=str(problem))


def _noting(documents: Iterable[Document], kept: list[Passages]) -> Iterator[Document]:
    """``documents`` as they pass, their names noted."""
    for document in documents:
        kept.append(Passages.of(document))
        yield document
