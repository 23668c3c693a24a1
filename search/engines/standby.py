"""Two engines as one: the cluster answers; when it cannot, the node's embedded index does.

Writes go to both. What the cluster missed is noted in a file beside the embedded index and given to
it, from the embedded index, as soon as it is well again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

import structlog

from search.documents import Document
from search.engines.base import Health, SearchEngine, SearchUnavailable
from search.engines.breaker import Breaker
from search.queries import Query
from search.results import ResultSet, Suggestion

log = structlog.get_logger(__name__)

#: Documents given to the cluster at a time when it catches up.
CHUNK = 500
T = TypeVar("T")


class Keeper(SearchEngine, Protocol):
    """An engine that can give its documents back."""

    def get(self, ids: Iterable[str]) -> dict[str, Document]:
        """The documents with these ids, those that are there."""


class StandbyEngine:
    """``primary`` (the cluster) with ``standby`` (embedded) behind it; ``folder`` keeps the notes."""

    def __init__(self, primary: SearchEngine, standby: Keeper, folder: Path) -> None:
        self._primary = primary
        self._standby = standby
        self._missed = Missed(folder / "missed-by-cluster")
        self._breaker = Breaker(primary.name, lambda: primary.health().ok)

    @property
    def name(self) -> str:
        """The engine that answers now."""
        return self._primary.name if self._breaker.closed else self._standby.name

    def search(self, query: Query) -> ResultSet:
        """See SearchEngine.search."""
        return self._first(lambda engine: engine.search(query))

    def suggest(self, text: str, *, size: int = 8) -> list[Suggestion]:
        """See SearchEngine.suggest."""
        return self._first(lambda engine: engine.suggest(text, size=size))

    def vocabulary(self) -> Mapping[str, int]:
        """The embedded engine's: it knows the same documents and needs no network."""
        try:
            return self._standby.vocabulary()
        except SearchUnavailable:
            return self._primary.vocabulary()

    def put(self, documents: Iterable[Document]) -> int:
        """See SearchEngine.put; both engines, the cluster later if it is away."""
        kept = list(documents)
        written = self._standby.put(kept)
        self._write(lambda: self._primary.put(kept), [one.id for one in kept])
        return written

    def delete(self, ids: Iterable[str]) -> int:
        """See SearchEngine.delete; both engines, the cluster later if it is away."""
        kept = list(ids)
        deleted = self._standby.delete(kept)
        self._write(lambda: self._primary.delete(kept), kept)
        return deleted

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Rebuild the embedded index and the cluster's from the same documents.

        The cluster's is built while the embedded one holds the writers back: a change made meanwhile
        waits and then reaches both, so neither is swapped to what was read before it.
        """
        kept: list[Document] = []
        failed: list[SearchUnavailable] = []

        def through() -> Iterator[Document]:
            for document in documents:
                kept.append(document)
                yield document
            try:
                self._primary.rebuild(kept)
                self._missed.clear()
            except SearchUnavailable as problem:
                failed.append(problem)

        written = self._standby.rebuild(through())
        if failed:
            raise failed[0]
        return written

    def health(self) -> Health:
        """The cluster's; when it is away, the standby's with the reason."""
        if self._breaker.closed:
            health = self._primary.health()
            if health.ok:
                return health
            self._breaker.trip(health.detail)
        behind = self._standby.health()
        detail = f"{self._primary.name} is away ({self._breaker.reason}); {behind.engine} answers"
        return Health(False, behind.engine, behind.documents, detail)

    def catch_up(self) -> int:
        """Give the cluster what it missed; answers how many documents. Called before each write.

        Also worth calling every minute, for when nobody writes.
        """
        missed = self._missed.read()
        for start in range(0, len(missed), CHUNK):
            ids = missed[start : start + CHUNK]
            there = self._standby.get(ids)
            self._primary.put(there.values())
            self._primary.delete([one for one in ids if one not in there])
        if missed:
            self._missed.forget(missed)
            log.warning("cluster_caught_up", documents=len(missed))
        return len(missed)

    def _first(self, ask: Callable[[SearchEngine], T]) -> T:
        if self._breaker.closed:
            try:
                return ask(self._primary)
            except SearchUnavailable as problem:
                self._breaker.trip(str(problem))
        return ask(self._standby)

    def _write(self, write: Callable[[], int], ids: list[str]) -> None:
        try:
            self.catch_up()
            write()
        except SearchUnavailable as problem:
            self._missed.add(ids)
            self._breaker.trip(str(problem))


class Missed:
    """Ids that the cluster has not been told of, one a line in ``path``; survives a crash."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def add(self, ids: Iterable[str]) -> None:
        """Note ``ids``; on disk when this returns."""
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.writelines(f"{one}\n" for one in ids)
                file.flush()
                os.fsync(file.fileno())

    def read(self) -> list[str]:
        """All noted ids, each once, oldest first."""
        if not self._path.exists():
            return []
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return list(dict.fromkeys(line for line in lines if line))

    def forget(self, ids: Iterable[str]) -> None:
        """Drop ``ids``; those noted since they were read stay."""
        gone = set(ids)
        with self._lock:
            left = [one for one in self.read() if one not in gone]
            beside = self._path.with_suffix(".new")
            beside.write_text("".join(f"{one}\n" for one in left), encoding="utf-8")
            beside.replace(self._path)

    def clear(self) -> None:
        """Drop all."""
        with self._lock:
            self._path.unlink(missing_ok=True)
