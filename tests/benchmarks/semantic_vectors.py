"""Texts of services as vectors: which passages a service has, encoded once and kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha1
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from search.documents import Document

#: Sets of passages that are tried, each with all before it.
PASSAGES = ("title", "official", "names", "lead")
#: Characters of the beginning of a text that become the passage "lead".
LEAD = 300
#: Texts encoded between two saves.
BATCH = 64

Encode = Callable[[list[str]], Any]


def passages_of(document: Document, lead: str) -> dict[str, list[str]]:
    """Passages of a service by kind; ``lead`` is what its page says first."""
    official = document.official_name
    return {
        "title": [document.title],
        "official": [official[:600]] if official != document.title else [],
        "names": [name for name in (document.short_name, *document.popular_names) if name],
        "lead": [f"{document.title[:120]}. {lead}"[:LEAD]] if lead else [],
    }


class VectorStore:
    """Vectors by text in one file; what is there is never encoded again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seconds = 0.0
        """CPU seconds that encoding has cost, over all runs."""
        self.encoded = 0
        self._known: dict[str, Any] = {}
        if path.exists():
            with np.load(path) as stored:
                self._known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
                self.seconds, self.encoded = float(stored["seconds"]), int(stored["encoded"])

    def of(self, texts: Sequence[str], encode: Encode) -> Any:
        """Vectors of ``texts`` (n × 384, each of length 1)."""
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            begun = process_time()
            vectors = encode(batch)
            self.seconds += process_time() - begun
            self.encoded += len(batch)
            self._known |= dict(zip(map(_key, batch), vectors, strict=True))
            self._save()
        return np.stack([self._known[_key(text)] for text in texts])

    def _save(self) -> None:
        aside = self.path.with_suffix(".new.npz")
        np.savez(
            aside,
            keys=np.array(list(self._known)),
            vectors=np.stack(list(self._known.values())),
            seconds=self.seconds,
            encoded=self.encoded,
        )
        aside.replace(self.path)


def similarities(
    queries: Any, passages: Iterable[dict[str, list[str]]], vectors: Callable[[list[str]], Any]
) -> Any:
    """Cosines (kinds of PASSAGES × queries × services): the nearest passage of that kind or before."""
    services = list(passages)
    found = np.full((len(PASSAGES), len(queries), len(services)), -1.0, dtype=np.float32)
    for number, kind in enumerate(PASSAGES):
        if number:
            found[number] = found[number - 1]
        texts = [(place, text) for place, one in enumerate(services) for text in one[kind]]
        if not texts:
            continue
        cosines = queries @ vectors([text for _place, text in texts]).T
        for column, (place, _text) in enumerate(texts):
            np.maximum(found[number, :, place], cosines[:, column], out=found[number, :, place])
    return found


def _key(text: str) -> str:
    return sha1(text.encode(), usedforsecurity=False).hexdigest()
