"""Each page type in a real browser: accessible, as wide as the window, silent."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.pages.conftest import Looker
from tests.browser.pages.looks import DESK, NARROWEST, PHONE
from tests.pages.page_types import LANGUAGES, PAGE_TYPES, SERVER_ERROR, PageType

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(
        ("page_type", "language"),
        [
            # A group a language: two workers share the looking, each with a site of its own.
            pytest.param(page_type, language, marks=pytest.mark.xdist_group(f"browser-{language}"))
            for page_type, language in [
                *((page_type, language) for page_type in PAGE_TYPES for language in LANGUAGES),
                (SERVER_ERROR, "vi"),
            ]
        ],
        ids=str,
    ),
]


def test_opens(looked: Looker, page_type: PageType, language: str) -> None:
    assert looked(page_type, language).status == page_type.status


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_barrier(looked: Looker, page_type: PageType, language: str, width: int) -> None:
    """axe-core finds nothing against WCAG 2.2 A and AA, nor against good practice."""
    found = looked(page_type, language).axe[width]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [NARROWEST, PHONE, DESK])
def test_no_sideways_scrolling(
    looked: Looker, page_type: PageType, language: str, width: int
) -> None:
    wide = looked(page_type, language).overflow[width]
    assert not wide, "\n".join(wide)


def test_nothing_on_the_console(looked: Looker, page_type: PageType, language: str) -> None:
    assert not looked(page_type, language).console


def test_policy_is_kept(looked: Looker, page_type: PageType, language: str) -> None:
    assert not looked(page_type, language).violations


def test_loads_from_the_portal_alone(
    looked: Looker, site: str, page_type: PageType, language: str
) -> None:
    assert looked(page_type, language).hosts == {urlsplit(site).netloc}
