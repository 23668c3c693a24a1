"""Links in the HTML of a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml import html


def first_link(text: str, prefix: str, index_path: str) -> str:
    """The first link in the content of ``text`` that leads below ``prefix``."""
    for link in html.document_fromstring(text).xpath("//main//a/@href"):
        target = urlsplit(link).path
        if target.startswith(prefix) and target != index_path:
            return target
    raise AssertionError(f"no link to {prefix}… on {index_path}")
