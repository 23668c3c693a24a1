"""The sample site on a real server, once a worker, and a browser's look at each page of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages.looks import Look, look
from tests.browser.pages.served_site import served_site
from tests.pages.page_types import PageType

#: In milliseconds.
PATIENCE = 8_000

Looker = Callable[[PageType, str], Look]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the sample site."""
    with served_site(tmp_path_factory.mktemp("served-site")) as url:
        yield url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site: str) -> dict[str, Any]:
    """Paths are enough in ``page.goto``; the visitor reads Vietnamese."""
    return {**browser_context_args, "base_url": site, "locale": "vi-VN", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def looked(browser: Browser, browser_context_args: dict[str, Any], site: str) -> Looker:
    """Look at a page type in a language; the second call answers what the first saw."""

    @cache
    def once(page_type: PageType, language: str) -> Look:
        context = browser.new_context(**browser_context_args)
        try:
            return look(context, site, page_type, language)
        finally:
            context.close()

    return once


@pytest.fixture
def page(page: Page) -> Page:
    """A page on a server of this machine: what is not there soon will not come."""
    page.set_default_timeout(PATIENCE)
    return page
