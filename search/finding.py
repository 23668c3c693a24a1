"""The way in for pages and interfaces: understand the query, ask the engine, say what was understood."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from time import monotonic, perf_counter

from search.codes import procedure_code
from search.engines import SearchEngine, get_engine
from search.queries import Query
from search.results import ResultSet, Suggestion
from search.teaching import ThesaurusKeeper
from search.understanding.lexicon import Lexicon
from search.understanding.reading import Reader
from search.understanding.thesaurus import Thesaurus

#: A publication changes few words: the lexicon is made again at most this often, in seconds.
LEXICON_AGE = 60.0


class ReaderKeeper:
    """Answers the reader for the index and the synonyms as they are, or lately were.

    The first is made while the first visitor waits; later ones beside, so that nobody does.
    """

    def __init__(self) -> None:
        self._thesaurus = ThesaurusKeeper()
        self._lock = threading.Lock()
        self._made = 0.0
        self._reader: Reader | None = None
        self._of: tuple[Thesaurus, Mapping[str, int]] | None = None

    def current(self) -> Reader:
        """A reader; raises SearchUnavailable when there is no index at all."""
        thesaurus = self._thesaurus.current()
        reader, made_of = self._reader, self._of
        if reader is not None and made_of is not None and made_of[0] is thesaurus:
            if monotonic() - self._made < LEXICON_AGE:
                return reader
            if get_engine().vocabulary() is made_of[1]:
                self._made = monotonic()
                return reader
            if self._lock.acquire(blocking=False):
                threading.Thread(target=self._renew_beside, args=(thesaurus,), daemon=True).start()
            return reader
        with self._lock:
            return self._make(thesaurus)

    def _renew_beside(self, thesaurus: Thesaurus) -> None:
        try:
            self._make(thesaurus)
        finally:
            self._lock.release()

    def _make(self, thesaurus: Thesaurus) -> Reader:
        vocabulary = get_engine().vocabulary()
        if self._of is None or self._of[0] is not thesaurus or self._of[1] is not vocabulary:
            self._reader = Reader(Lexicon(vocabulary, thesaurus.phrases), thesaurus)
            self._of = (thesaurus, vocabulary)
        self._made = monotonic()
        assert self._reader is not None  # noqa: S101 - made above or before
        return self._reader


_keepers: dict[int, ReaderKeeper] = {}


def current_reader() -> Reader:
    """The reader of the engine in use (tests change the engine)."""
    engine = id(get_engine())
    if engine not in _keepers:
        _keepers.clear()
        _keepers[engine] = ReaderKeeper()
    return _keepers[engine].current()


def find(query: Query, engine: SearchEngine | None = None) -> ResultSet:
    """Answer ``query`` by ``engine``, by the one in use without. Raises SearchUnavailable when it cannot."""
    started = perf_counter()
    engine = engine or get_engine()
    if query.parts or not query.text.strip() or procedure_code(query.text):
        return engine.search(query)
    meant = current_reader().understand(query.text)
    found = engine.search(replace(query, parts=meant.parts))
    return replace(
        found,
        understood=meant.understood,
        did_you_mean=meant.did_you_mean,
        took_ms=(perf_counter() - started) * 1000,
    )


def suggest(text: str, *, size: int = 8) -> list[Suggestion]:
    """Complete what is being typed: names that begin so, then what a search would find."""
    found = get_engine().suggest(text, size=size)
    if len(found) >= size or len(text.strip()) < 3 or procedure_code(text):
        return found
    results = find(Query(text, size=size, facets=()))
    if results.low_confidence:
        return found
    known = {one.url for one in found}
    further = [hit.document for hit in results.hits if hit.document.url not in known]
    return [*found, *(Suggestion(one.title, one.code, one.url) for one in further)][:size]
