"""The SearchEngine over a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from time import perf_counter

import tantivy

from search.documents import Document
from search.engines.base import Health, SearchUnavailable
from search.engines.embedded.facets import count_facets
from search.engines.embedded.finding import find_rows
from search.engines.embedded.kept import place_of
from search.engines.embedded.matching import schema
from search.engines.embedded.reading import Reader, Snapshot
from search.engines.embedded.schema import whole_from_stored
from search.engines.embedded.storage import Storage
from search.engines.embedded.suggesting import suggest
from search.engines.embedded.writing import Writer
from search.engines.layout import words_to_mark
from search.highlighting import Highlighter
from search.queries import Query
from search.results import Hit, ResultSet, Suggestion


class EmbeddedEngine:
    """Any process may read and sees each commit at its next search; writers take turns.

    ``wait`` is how long a writer waits for another one, in seconds.
    """

    name = "embedded"

    def __init__(self, directory: Path, *, wait: float = 30.0) -> None:
        storage = Storage(Path(directory))
        self._reader = Reader(storage)
        self._writer = Writer(storage, wait)

    def put(self, documents: Iterable[Document]) -> int:
        """See SearchEngine.put."""
        return self._writer.put(documents)

    def delete(self, ids: Iterable[str]) -> int:
        """See SearchEngine.delete."""
        return self._writer.delete(ids)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """See SearchEngine.rebuild."""
        return self._writer.rebuild(documents)

    def search(self, query: Query) -> ResultSet:
        """See SearchEngine.search."""
        started = perf_counter()
        snapshot = self._reader.snapshot()
        found = find_rows(snapshot, query)
        mark = Highlighter(words_to_mark(query))
        hits = []
        for score, address in found.rows:
            document = snapshot.kept.document(place_of(address))
            hits.append(Hit(document, score, mark.document(document)))
        return ResultSet(
            hits=tuple(hits),
            total=found.total,
            facets=count_facets(snapshot.searcher, query, found.matched),
            engine=self.name,
            took_ms=(perf_counter() - started) * 1000,
            page=query.page,
            size=query.size,
            low_confidence=found.doubtful,
        )

    def suggest(self, text: str, *, size: int = 8) -> list[Suggestion]:
        """See SearchEngine.suggest."""
        return suggest(self._reader.snapshot(), text, size)

    def vocabulary(self) -> Mapping[str, int]:
        """See SearchEngine.vocabulary. Worked out once a commit."""
        snapshot = self._reader.snapshot()
        if "vocabulary" not in snapshot.memo:
            snapshot.memo["vocabulary"] = _vocabulary(snapshot)
        vocabulary: Mapping[str, int] = snapshot.memo["vocabulary"]
        return vocabulary

    def get(self, ids: Iterable[str]) -> dict[str, Document]:
        """The documents with these ids, those that are there, with their bodies."""
        searcher = self._reader.snapshot().searcher
        found = {}
        for one in ids:
            query = tantivy.Query.term_query(schema(), "id", one)
            for _score, address in searcher.search(query, limit=1).hits:
                found[one] = whole_from_stored(searcher.doc(address))
        return found

    def health(self) -> Health:
        """See SearchEngine.health."""
        try:
            count = self._reader.snapshot().searcher.num_docs
        except SearchUnavailable as problem:
            return Health(False, self.name, 0, str(problem))
        return Health(True, self.name, count)


def _vocabulary(snapshot: Snapshot) -> dict[str, int]:
    return dict(snapshot.searcher.terms_with_prefix("lexicon", ""))
