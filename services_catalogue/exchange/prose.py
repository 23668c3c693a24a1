"""Guidance between plain text, the record schema and the blocks of the page's stream.

One canonical form is compared and stored: a list of ``{"type", "value"}`` without ids, lists as
plain lists, rich text cleaned. Rich text from a file is cleaned with nh3 whatever its source.
"""

from __future__ import annotations

import html
import re
from typing import Any

import nh3
from wagtail.blocks import ListBlock, RichTextBlock, StructBlock
from wagtail.blocks.base import Block

from core.blocks import ProseBlock
from services_catalogue.exchange.records import QuestionRecord

_TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "h2", "h3", "h4", "hr"}
_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_PARAGRAPHS = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"^[-•]\s+")
_BLOCK = ProseBlock()

Blocks = list[dict[str, Any]]


def clean_html(value: str) -> str:
    """Rich text with the tags that editors can make, and nothing that runs."""
    return nh3.clean(
        value, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None
    ).strip()


def html_of(text: str) -> str:
    """Plain text as rich text: blank lines part paragraphs, lines that begin with "- " are a list."""
    parts = []
    for paragraph in _PARAGRAPHS.split(text.strip()):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if not lines:
            continue
        if all(_BULLET.match(line) for line in lines):
            items = (
                f"<li>{html.escape(_BULLET.sub('', line), quote=False)}</li>" for line in lines
            )
            parts.append(f"<ul>{''.join(items)}</ul>")
        else:
            parts.append(f"<p>{'<br>'.join(html.escape(line, quote=False) for line in lines)}</p>")
    return clean_html("".join(parts))


def text_of(value: str) -> str | None:
    """The plain text whose :func:`html_of` is ``value``; None when there is more to it than text."""
    text = re.sub(r"<br\s*/?>", "\n", value)
    text = re.sub(r"<li>(.*?)</li>", r"- \1\n", text, flags=re.DOTALL)
    text = re.sub(r"</?(p|ul)>", "\n\n", text)
    if "<" in text:
        return None
    text = "\n".join(line.strip() for line in html.unescape(text).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return text if html_of(text) == value else None


def blocks_of(guidance: str | Blocks, faq: list[QuestionRecord]) -> Blocks:
    """The canonical blocks of a record's guidance and questions.

    Raises ValueError for a block type that the guidance does not have.
    """
    if isinstance(guidance, str):
        value = html_of(guidance)
        blocks = [{"type": "paragraph", "value": value}] if value else []
    else:
        blocks = canonical(guidance)
    return blocks + [
        {
            "type": "question",
            "value": {"question": one.question, "answer": html_of(one.answer)},
        }
        for one in faq
    ]


def canonical(raw: Any) -> Blocks:
    """Blocks of the stream's raw data or of a file, without ids and cleaned."""
    blocks = []
    for child in raw:
        kind = child.get("type", "")
        if kind not in _BLOCK.child_blocks:
            raise ValueError(f"unknown block “{kind}”")
        blocks.append({"type": kind, "value": _value(_BLOCK.child_blocks[kind], child["value"])})
    return blocks


def _value(block: Block, value: Any) -> Any:
    if isinstance(block, RichTextBlock):
        return clean_html(str(value or ""))
    if isinstance(block, ListBlock):
        # Stored as [{"type": "item", "value", "id"}], accepted as plain values as well.
        items = (
            one["value"] if isinstance(one, dict) and one.get("type") == "item" else one
            for one in value or []
        )
        return [_value(block.child_block, one) for one in items]
    if isinstance(block, StructBlock) and isinstance(value, dict):
        return {
            name: _value(block.child_blocks[name], one)
            for name, one in value.items()
            if name in block.child_blocks
        }
    return value


def parts_of(blocks: Blocks) -> tuple[str | Blocks, list[QuestionRecord]]:
    """Guidance and questions of canonical blocks: plain text where nothing is lost by it."""
    head = blocks
    faq: list[QuestionRecord] = []
    while head and (question := _question(head[-1])):
        head = head[:-1]
        faq.insert(0, question)
    if not head:
        return "", faq
    if len(head) == 1 and head[0]["type"] == "paragraph":
        text = text_of(head[0]["value"])
        if text:
            return text, faq
    return head, faq


def _question(block: dict[str, Any]) -> QuestionRecord | None:
    if block["type"] != "question":
        return None
    question = str(block["value"].get("question") or "").strip()
    answer = text_of(block["value"].get("answer") or "")
    if not question or question != block["value"]["question"] or not answer:
        return None
    return QuestionRecord(question=question, answer=answer)
