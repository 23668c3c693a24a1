"""Visiting a page as an anonymous browser does, and keeping what was seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.pages.links import first_link
from tests.pages.page_types import PageType


@dataclass
class Visit:
    """One page, fetched first from an empty page cache, then again."""

    page_type: PageType
    language: str
    path: str
    first: Any
    queries: list[str]
    second: Any
    redirects: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The HTML."""
        return self.first.content.decode()

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The HTML, parsed leniently (vnu judges its validity)."""
        return html.document_fromstring(self.text)

    def find(self, path: str) -> list[html.HtmlElement]:
        """Elements by XPath."""
        found = self.tree.xpath(path)
        assert isinstance(found, list)
        return found


def visit(page_type: PageType, language: str = "vi") -> Visit:
    """Fetch a page type, following its permalink or its first link."""
    client = Client(raise_request_exception=False)
    path, redirects = _final_path(client, page_type.path_in(language))
    if page_type.first_link:
        prefix = "" if language == "vi" else f"/{language}"
        path = first_link(client.get(path).content.decode(), prefix + page_type.first_link, path)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        first = client.get(path)
    return Visit(
        page_type=page_type,
        language=language,
        path=path,
        first=first,
        queries=[query["sql"] for query in captured.captured_queries],
        second=Client(raise_request_exception=False).get(path),
        redirects=redirects,
    )


def _final_path(client: Client, path: str) -> tuple[str, list[int]]:
    redirects: list[int] = []
    for _ in range(5):
        response = client.get(path)
        if response.status_code not in (301, 302, 307, 308):
            return path, redirects
        redirects.append(response.status_code)
        path = response["Location"]
    raise AssertionError(f"{path}: redirects without end")
