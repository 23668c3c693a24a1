"""Prose pages (guidance, news) as schema.org articles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from core.addresses import absolute

if TYPE_CHECKING:
    from core.base_page import BasePage


def article(
    page: BasePage, modified_on: date | None, *, published_on: date | None = None
) -> dict[str, Any]:
    """The JSON-LD of a prose page, of the type that the page names (``schema_type``)."""
    published = page.first_published_at
    modified = page.last_published_at
    first = published_on or (published.date() if published else None)
    last = max(filter(None, (modified_on, modified.date() if modified else None)), default=None)
    data = {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "headline": page.title,
        "description": page.summary,
        "url": absolute(page.get_url() or "/"),
        "inLanguage": page.locale.language_code,
        "datePublished": first.isoformat() if first else "",
        "dateModified": last.isoformat() if last else "",
        "publisher": {"@id": f"{absolute('/')}#organization"},
    }
    return {name: value for name, value in data.items() if value}
