"""Going to a page type in a browser. Knows no Django: pictures of a running portal need none."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.pages.links import first_link
from tests.pages.page_types import PageType


def open_page_type(page: Page, site: str, page_type: PageType, language: str = "vi") -> int:
    """Go to a page type, following its first link; answers the status."""
    response = page.goto(site + page_type.path_in(language))
    if page_type.first_link and response is not None:
        prefix = "" if language == "vi" else f"/{language}"
        path = urlsplit(page.url).path
        response = page.goto(
            site + first_link(response.text(), prefix + page_type.first_link, path)
        )
    assert response is not None
    return response.status
