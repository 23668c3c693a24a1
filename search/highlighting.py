"""Marks in a text the words that were looked for. Works on the written text, not on an index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from search.documents import Document
from search.text import key, marked_key, words

_BETWEEN = re.compile(r"[\s\-–/]*\Z")


@lru_cache(maxsize=10_000)
def _cut(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """Words of ``text`` as they are compared; titles come back in search after search."""
    return tuple((key(w.text), marked_key(w.text), w.start, w.end) for w in words(text))


class Highlighter:
    """Marks words; a word typed with marks finds only itself, one without finds all its forms."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self.keys: set[str] = set()
        self.marked: set[str] = set()
        for word in wanted:
            marked = marked_key(word)
            if marked:
                self.marked.add(marked)
            else:
                self.keys.add(key(word))

    def __call__(self, text: str) -> str:
        """``text`` as HTML, found words in <mark>, words side by side in one; "" when none is in it."""
        spans: list[tuple[int, int]] = []
        for folded, marked, start, end in _cut(text):
            if folded in self.keys or marked in self.marked:
                if spans and _BETWEEN.match(text[spans[-1][1] : start]):
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        if not spans:
            return ""
        out, at = [], 0
        for start, end in spans:
            out.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
            at = end
        return "".join(out) + escape(text[at:])

    def document(self, document: Document) -> dict[str, str]:
        """Highlights of the fields that people see in a list."""
        found = {
            "title": self(document.title),
            "official_name": self(document.official_name),
            "summary": self(document.summary),
            "popular_names": max(
                (self(name) for name in document.popular_names), key=len, default=""
            ),
        }
        return {field: text for field, text in found.items() if text}
