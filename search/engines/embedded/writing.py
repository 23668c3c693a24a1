"""Writes documents: one process at a time, each commit whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy

from search.documents import Document
from search.engines.base import SearchUnavailable
from search.engines.embedded.schema import build_schema, to_index
from search.engines.embedded.storage import Storage
from search.engines.layout import LAYOUT

#: Memory of a writer before it flushes a segment; the least Tantivy takes is 15 MB a thread.
HEAP = 64_000_000


class Writer:
    """Changes the index in ``storage``; ``wait`` is the patience with another writer, in seconds."""

    def __init__(self, storage: Storage, wait: float) -> None:
        self._storage = storage
        self._wait = wait

    def put(self, documents: Iterable[Document]) -> int:
        """Write those that are not older than what is there."""
        newest = _newest(documents)
        if not newest:
            return 0
        with self._storage.writing(self._wait), _disk():
            path = self._storage.current()
            if path is None or not path.name.startswith(f"generation-{LAYOUT}-"):
                path = self._storage.new_generation(LAYOUT)
                tantivy.Index(build_schema(), path=str(path))
                self._storage.swap(path)
            index = tantivy.Index.open(str(path))
            index.config_reader("manual")
            index.reload()
            searcher, schema = index.searcher(), build_schema()
            fresh = [
                document
                for document in newest.values()
                if _version(searcher, schema, document.id) <= document.version
            ]
            if fresh:
                writer = index.writer(HEAP, 1)
                for document in fresh:
                    writer.delete_documents_by_term("id", document.id)
                    writer.add_document(to_index(document))
                _commit(writer)
        return len(fresh)

    def delete(self, ids: Iterable[str]) -> int:
        """Remove those that are there."""
        wanted = list(dict.fromkeys(ids))
        if not wanted or self._storage.current() is None:
            return 0
        with self._storage.writing(self._wait), _disk():
            path = self._storage.current()
            assert path is not None  # noqa: S101 - a pointer is never taken away
            index = tantivy.Index.open(str(path))
            index.config_reader("manual")
            index.reload()
            searcher, schema = index.searcher(), build_schema()
            there = [one for one in wanted if _version(searcher, schema, one) >= 0]
            if there:
                writer = index.writer(HEAP, 1)
                for one in there:
                    writer.delete_documents_by_term("id", one)
                _commit(writer)
        return len(there)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Write a new generation, then swap. Other writers wait, so that no change is lost."""
        with self._storage.writing(self._wait):
            with _disk():
                path = self._storage.new_generation(LAYOUT)
            try:
                written = _build(path, documents)
                with _disk():
                    self._storage.swap(path)
            finally:
                # What was half built goes at once: on a full disk it is in the way of everything.
                self._storage.sweep()
        return written


@contextmanager
def _disk() -> Iterator[None]:
    """What the disk refuses (full, read-only, gone) as SearchUnavailable; the old commit stays."""
    try:
        yield
    except (ValueError, OSError) as problem:
        raise SearchUnavailable(f"the index cannot be written: {problem}"[:300]) from problem


def _build(path: Path, documents: Iterable[Document]) -> int:
    with _disk():
        index = tantivy.Index(build_schema(), path=str(path))
        writer = index.writer(HEAP, 1)
    versions: dict[str, int] = {}
    try:
        for document in documents:
            if document.id in versions and versions[document.id] > document.version:
                continue
            with _disk():
                if document.id in versions:
                    writer.delete_documents_by_term("id", document.id)
                writer.add_document(to_index(document))
            versions[document.id] = document.version
        with _disk():
            _commit(writer)
    except BaseException:
        with suppress(ValueError):  # a writer that the disk killed cannot roll back
            writer.rollback()
        raise
    return len(versions)


def _commit(writer: tantivy.IndexWriter) -> None:
    writer.commit()
    writer.garbage_collect_files()
    writer.wait_merging_threads()  # also frees Tantivy's own lock


def _newest(documents: Iterable[Document]) -> dict[str, Document]:
    newest: dict[str, Document] = {}
    for document in documents:
        known = newest.get(document.id)
        if known is None or known.version <= document.version:
            newest[document.id] = document
    return newest


def _version(searcher: tantivy.Searcher, schema: tantivy.Schema, document_id: str) -> int:
    found = searcher.search(tantivy.Query.term_query(schema, "id", document_id), limit=1).hits
    return int(searcher.doc(found[0][1]).get_first("version") or 0) if found else -1
