"""Prose pages (guidance, news) as search documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wagtail.rich_text import get_text_for_indexing

from search.documents import Document

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from core.base_page import BasePage


def stream_text(body: StreamValue) -> str:
    """Plain text of a stream of prose blocks."""
    parts = [
        str(part) for block in body for part in block.block.get_searchable_content(block.value)
    ]
    return get_text_for_indexing("\n".join(parts)).strip()


def prose_document(
    page: BasePage, *, kind: str, body: StreamValue, updated_on: date | None
) -> Document:
    """Build the document of a prose page."""
    published = page.last_published_at
    when = updated_on or (published.date() if published else None)
    return Document(
        id=f"page:{page.pk}",
        kind=kind,
        version=int(published.timestamp() * 1_000_000) if published else 0,
        title=page.title,
        url=page.get_url() or "/",
        summary=page.summary,
        body=stream_text(body),
        updated_on=when.isoformat() if when else "",
    )
