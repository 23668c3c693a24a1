"""Vectors of services in one file that processes share: one writes, each reads what is newest."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import structlog

from search.engines.embedded.storage import Storage
from search.semantic.passages import Passages

log = structlog.get_logger(__name__)

#: Passages encoded at a time.
BATCH = 32
#: How long a writer waits for another one, in seconds.
WAIT = 30.0
#: Raise when passages or the model change: vectors of another making are made anew.
MAKING = "e5-small-q4/names/1"


class TextEncoder(Protocol):
    """Makes vectors of length 1 from texts."""

    def query(self, text: str) -> Any:
        """Vector of a question."""

    def passages(self, texts: Sequence[str]) -> Any:
        """Vectors of texts that are to be found, a row each."""


@dataclass(frozen=True, slots=True)
class _Entry:
    version: int
    keys: tuple[str, ...]
    vectors: Any


class Vectors:
    """Finds documents by nearness. All reading is from memory; the file is looked at by one stat."""

    def __init__(self, directory: Path, encoder: TextEncoder) -> None:
        self._storage = Storage(directory)
        self._path = directory / "vectors.npz"
        self._encoder = encoder
        self._read: tuple[object, list[str], Any, Any] = (None, [], None, None)

    def nearest(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Ids of the nearest documents with their cosines, nearest first."""
        ids, starts, matrix = self._current()
        if not ids or not text.strip():
            return []
        cosines = np.maximum.reduceat(matrix @ self._encoder.query(text), starts)
        return [(ids[place], float(cosines[place])) for place in np.argsort(-cosines)[:limit]]

    def put(self, wanted: Iterable[Passages]) -> None:
        """Encode names that are new; an older version never replaces a newer."""
        with self._storage.writing(WAIT):
            entries = _load(self._path)
            self._write(entries | self._entries(wanted, entries))

    def delete(self, ids: Iterable[str]) -> None:
        """Forget documents."""
        with self._storage.writing(WAIT):
            entries = _load(self._path)
            gone = entries.keys() & set(ids)
            if gone:
                self._write({one: entry for one, entry in entries.items() if one not in gone})

    def rebuild(self, wanted: Iterable[Passages]) -> None:
        """Keep only ``wanted``; names that were encoded before are not encoded again."""
        with self._storage.writing(WAIT):
            self._write(self._entries(wanted, _load(self._path)))

    def _current(self) -> tuple[list[str], Any, Any]:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return [], None, None
        signature = (found.st_mtime_ns, found.st_ino, found.st_size)
        if self._read[0] != signature:
            entries = _load(self._path)
            counts = [len(entry.keys) for entry in entries.values()]
            starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(int) if counts else None
            matrix = (
                np.concatenate([entry.vectors for entry in entries.values()]).astype(np.float32)
                if counts
                else None
            )
            self._read = (signature, list(entries), starts, matrix)
        return self._read[1:]

    def _entries(self, wanted: Iterable[Passages], known: dict[str, _Entry]) -> dict[str, _Entry]:
        by_key = {
            key: vector
            for entry in known.values()
            for key, vector in zip(entry.keys, entry.vectors, strict=True)
        }
        newest: dict[str, Passages] = {}
        for one in wanted:
            if one.texts and (one.id not in newest or newest[one.id].version <= one.version):
                newest[one.id] = one
        texts = {_key(text): text for one in newest.values() for text in one.texts}
        missing = [key for key in texts if key not in by_key]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            vectors = np.asarray(self._encoder.passages([texts[key] for key in batch]), np.float16)
            by_key |= dict(zip(batch, vectors, strict=True))
        entries = {}
        for one in newest.values():
            if one.id in known and known[one.id].version > one.version:
                entries[one.id] = known[one.id]
                continue
            keys = tuple(_key(text) for text in one.texts)
            entries[one.id] = _Entry(one.version, keys, np.stack([by_key[key] for key in keys]))
        return entries

    def _write(self, entries: dict[str, _Entry]) -> None:
        """Written aside and renamed: a reader or a crash sees the old file or the new one."""
        aside = self._path.with_name(f"writing-{os.getpid()}.npz")
        width = next((entry.vectors.shape[1] for entry in entries.values()), 0)
        try:
            np.savez(
                aside,
                making=np.array(MAKING),
                ids=np.array(list(entries), dtype=str),
                versions=np.array([entry.version for entry in entries.values()], dtype=np.int64),
                counts=np.array([len(entry.keys) for entry in entries.values()], dtype=np.int32),
                keys=np.array([key for entry in entries.values() for key in entry.keys], dtype=str),
                vectors=np.concatenate(
                    [np.empty((0, width), np.float16), *(e.vectors for e in entries.values())]
                ),
            )
            os.replace(aside, self._path)
        finally:
            aside.unlink(missing_ok=True)


def _load(path: Path) -> dict[str, _Entry]:
    """Entries of a file; none of one that is missing, broken or of another making."""
    try:
        with np.load(path) as stored:
            if str(stored["making"]) != MAKING:
                return {}
            ids, versions = stored["ids"].tolist(), stored["versions"].tolist()
            ends = np.cumsum(stored["counts"]).tolist()
            keys, vectors = stored["keys"].tolist(), stored["vectors"]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
        log.warning("semantic_vectors_unreadable", reason=str(problem))
        return {}
    entries, start = {}, 0
    for one, version, end in zip(ids, versions, ends, strict=True):
        entries[one] = _Entry(version, tuple(keys[start:end]), vectors[start:end])
        start = end
    return entries


def _key(text: str) -> str:
    return sha1(text.encode(), usedforsecurity=False).hexdigest()[:20]
