"""Opens the current generation for reading and notices, before each search, that it changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

import tantivy

from search.engines.base import SearchUnavailable
from search.engines.embedded.kept import Kept, keep
from search.engines.embedded.schema import build_schema
from search.engines.embedded.storage import Storage
from search.engines.layout import LAYOUT


@dataclass(frozen=True)
class Snapshot:
    """One commit of the index: what a search sees from beginning to end."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    signature: tuple[object, ...]
    kept: Kept
    memo: dict[str, Any] = field(default_factory=dict)
    """What was worked out from this commit (its vocabulary) and dies with it."""


class Reader:
    """Snapshots for the threads of one process."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The newest commit of any process. Raises SearchUnavailable when there is no index."""
        snapshot = self._snapshot
        if snapshot is not None and snapshot.signature == self._storage.signature():
            return snapshot
        with self._lock:
            # Taken before opening: a commit in between is seen at the next search, never missed.
            signature = self._storage.signature()
            if self._snapshot is None or self._snapshot.signature != signature:
                self._snapshot = self._open(signature)
            return self._snapshot

    def _open(self, signature: tuple[object, ...]) -> Snapshot:
        for attempt in range(3):
            path = self._storage.current()
            if path is None:
                raise SearchUnavailable("there is no index yet: run manage.py rebuild_index")
            if not path.name.startswith(f"generation-{LAYOUT}-"):
                raise SearchUnavailable(
                    "the index is of another version: run manage.py rebuild_index"
                )
            try:
                index = tantivy.Index.open(str(path))
                index.config_reader("manual")
                index.reload()
                searcher = index.searcher()
                return Snapshot(searcher, build_schema(), signature, keep(searcher))
            except (ValueError, OSError) as problem:
                # A swap may remove the folder between the pointer and the opening.
                if attempt == 2 or (self._storage.current() == path and path.exists()):
                    raise SearchUnavailable(f"the index cannot be opened: {problem}") from problem
        raise AssertionError("unreachable")
