"""What a first visit costs on a phone with a slow line: every byte that crosses it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.pages.looks import PHONE
from tests.browser.pages.opening import open_page_type
from tests.pages.page_types import PAGE_TYPES, PageType

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HEAVIEST = 150 * 1024
#: Longer than any page that people read: bounded by its papers, not by our design.
WITHOUT_BOUND = {"service-huge-papers"}


@pytest.mark.parametrize(
    "page_type", [p for p in PAGE_TYPES if p.name not in WITHOUT_BOUND], ids=str
)
def test_first_visit_is_light(
    browser: Browser, browser_context_args: dict[str, Any], site: str, page_type: PageType
) -> None:
    sizes = transferred(browser, browser_context_args, site, page_type)
    assert sum(sizes.values()) <= HEAVIEST, sizes


def transferred(
    browser: Browser, context_args: dict[str, Any], site: str, page_type: PageType
) -> dict[str, int]:
    """Bytes by address, headers and compression included, of a first visit with an empty cache."""
    context = browser.new_context(**context_args, viewport={"width": PHONE, "height": 740})
    try:
        page = context.new_page()
        if page_type.first_link:
            # Only the page itself is measured, not the list that leads to it.
            open_page_type(page, site, page_type)
            address = page.url
            page.close()
            context.close()
            context = browser.new_context(**context_args, viewport={"width": PHONE, "height": 740})
            page = context.new_page()
        else:
            address = site + page_type.path
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        # gzip, what every browser and proxy can do, rather than the smaller brotli.
        devtools.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}})
        addresses: dict[str, str] = {}
        sizes: dict[str, int] = {}
        devtools.on(
            "Network.requestWillBeSent",
            lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
        )
        devtools.on(
            "Network.loadingFinished",
            lambda event: sizes.update(
                {addresses[event["requestId"]]: int(event["encodedDataLength"])}
            ),
        )
        page.goto(address)
        page.wait_for_load_state("networkidle")
        return sizes
    finally:
        context.close()
