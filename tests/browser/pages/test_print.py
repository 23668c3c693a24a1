"""What comes out of the printer: the checklist of one case on one sheet of A4."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages import sample_catalogue as sample

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

_PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")


def sheets(page: Page) -> int:
    """How many sheets of A4 the page takes, as the browser itself would print it."""
    return len(_PAGE_OBJECT.findall(page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("case", [1, 2, 3])
def test_checklist_fits_on_one_sheet(page: Page, site: str, case: int) -> None:
    page.goto(f"/dv/{sample.FULL}?th={case}&in=1")
    page.emulate_media(media="print")
    chosen = page.locator("details.case").nth(case - 1)
    expect(chosen.locator(".paper").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(sample.FULL).first).to_be_visible()
    for hidden in ("body > footer", "header form", "header nav", ".btns"):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    assert sheets(page) == 1


def test_whole_service_prints_what_is_folded_on_the_screen(page: Page, site: str) -> None:
    page.goto(f"/dv/{sample.FULL}")
    page.emulate_media(media="print")
    expect(page.locator("header form").first).to_be_hidden()
    expect(page.locator(".steps li").first).to_be_visible()
    assert 1 < sheets(page) <= 8
