"""Marks in a text the words that were looked for. Works on the written text, not on an index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from search.documents import Document
from search.text import key, marked_key, words

_BETWEEN = re.compile(r"[\s\-–/]*\Z")


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
        for word in words(text):
            if key(word.text) in self.keys or marked_key(word.text) in self.marked:
                if spans and _BETWEEN.match(text[spans[-1][1] : word.start]):
                    spans[-1] = (spans[-1][0], word.end)
                else:
                    spans.append((word.start, word.end))
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
