"""Plain text from official sources as HTML: paragraphs, lists, and long texts cut at a word."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

#: "- paper", "+ copy", "• item"; not "-5" and not a dash within a sentence.
_ITEM = re.compile(r"^\s*[-–+•*]\s+")


class Cut(NamedTuple):
    """A text in two: what to show, and the rest to fold away (may be empty)."""

    head: str
    rest: str


def cut(text: str, limit: int) -> Cut:
    """Cut ``text`` near ``limit`` characters: at a line, else a sentence, else a word.

    Nothing is lost: head and rest hold all words. A text only a little longer stays whole, because
    a fold that hides one line is worse than the line.
    """
    text = text.strip()
    if len(text) <= limit * 1.25:
        return Cut(text, "")
    window = text[: limit + 1]
    for mark in ("\n", ". ", "; ", ", ", " "):
        place = window.rfind(mark)
        if place > limit // 2:
            end = place + (0 if mark.isspace() else 1)
            return Cut(text[:end].rstrip(), text[end:].lstrip())
    return Cut(text[:limit], text[limit:])


def to_html(text: str) -> SafeString:
    """Paragraphs and lists of ``text``, escaped."""
    parts: list[SafeString] = []
    items: list[str] = []

    def close_list() -> None:
        if len(items) == 1:
            # One dash alone is a source's habit, not a list.
            parts.append(format_html("<p>{}</p>", items.pop()))
        if items:
            rows = format_html_join("", "<li>{}</li>", ((item,) for item in items))
            parts.append(format_html("<ul>{}</ul>", rows))
            items.clear()

    for line in text.replace("\r", "\n").split("\n"):
        if not line.strip():
            continue
        if _ITEM.match(line):
            items.append(_ITEM.sub("", line).strip())
        else:
            close_list()
            parts.append(format_html("<p>{}</p>", line.strip()))
    close_list()
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above
