"""News, guidance and questions of the demo: records, and their prose as the editor's blocks.

A text may hold links as ``[words](/path)``; all else is plain text and is escaped.
"""

import re
from datetime import date
from html import escape
from typing import Any, Literal

from pydantic import model_validator

from services_catalogue.exchange.records import FilledLine, QuestionRecord, Record, Slug

LINK = re.compile(r"\[([^\]]+)\]\((/[^)\s]*|https://[^)\s]+)\)")


class Prose(Record):
    """One block of prose; exactly one kind of it is given (a question comes with its answer)."""

    heading: FilledLine | None = None
    paragraph: FilledLine | None = None
    items: list[FilledLine] | None = None
    steps: list[FilledLine] | None = None
    note: FilledLine | None = None
    question: FilledLine | None = None
    answer: FilledLine | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "Prose":
        given = sorted(self.model_dump(exclude_none=True))
        if given != ["answer", "question"] and (len(given) != 1 or "answer" in given):
            raise ValueError(f"a block of prose is of one kind, not {given}")
        return self

    def block(self) -> tuple[str, Any]:
        """Type and value of the block in the editor's stream (core.blocks.ProseBlock)."""
        if self.heading:
            return "heading", self.heading
        if self.items:
            return (
                "paragraph",
                f"<ul>{''.join(f'<li>{rich(line)}</li>' for line in self.items)}</ul>",
            )
        if self.steps:
            return "steps", [rich(line) for line in self.steps]
        if self.note:
            return "note", {"tone": "info", "text": f"<p>{rich(self.note)}</p>"}
        if self.question and self.answer:
            return "question", {"question": self.question, "answer": f"<p>{rich(self.answer)}</p>"}
        return "paragraph", f"<p>{rich(self.paragraph or '')}</p>"


class NewsRecord(Record):
    """A news item or announcement."""

    title: FilledLine
    slug: Slug
    date: date
    kind: Literal["news", "announcement"]
    agency: Slug
    summary: FilledLine
    body: list[Prose]


class GuidanceRecord(Record):
    """A guidance page."""

    title: FilledLine
    slug: Slug
    summary: FilledLine
    reviewed_on: date
    body: list[Prose]


class QuestionGroup(Record):
    """Questions of one topic."""

    topic: FilledLine
    questions: list[QuestionRecord]


def rich(text: str) -> str:
    """A text of the tables as rich text: escaped, its links as anchors."""
    return LINK.sub(r'<a href="\2">\1</a>', escape(text, quote=False))
