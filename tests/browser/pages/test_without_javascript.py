"""The portal's tasks, done by a person whose browser runs no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages.conftest import PATIENCE
from tests.browser.pages.looks import PHONE
from tests.pages import sample_catalogue as sample

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RESULTS = "main article h3 a"


@pytest.fixture
def plain_page(browser: Browser, browser_context_args: dict[str, Any], site: str) -> Iterator[Page]:
    """A phone that runs no script."""
    context = browser.new_context(
        **browser_context_args,
        java_script_enabled=False,
        viewport={"width": PHONE, "height": 740},
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def number_found(page: Page) -> int:
    """What the page of results says it found."""
    said = re.search(r"(\d+) (?:dịch vụ|kết quả)", page.locator("main").inner_text())
    assert said, page.locator("main").inner_text()
    return int(said[1])


def test_find_a_service_and_read_it(plain_page: Page) -> None:
    plain_page.goto("/")
    box = plain_page.get_by_role("searchbox").first
    box.fill("lam giay khai sinh cho con")
    box.press("Enter")
    expect(plain_page).to_have_url(re.compile(r"/tim-kiem/\?q=lam\+giay"))
    plain_page.locator(RESULTS).filter(has_text=re.compile("^Đăng ký khai sinh$")).click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh")


def test_narrow_results_down_and_widen_them(plain_page: Page) -> None:
    plain_page.goto("/tim-kiem/?q=dang+ky")
    before = number_found(plain_page)
    plain_page.get_by_text("Lọc kết quả").click()
    audience = plain_page.get_by_role("group", name="Dành cho")
    audience.get_by_label(re.compile("Doanh nghiệp")).check()
    plain_page.get_by_role("button", name="Lọc", exact=True).click()
    expect(plain_page).to_have_url(re.compile("audience=business"))
    assert 0 < number_found(plain_page) < before
    plain_page.get_by_role("link", name=re.compile("Bỏ lọc.*Doanh nghiệp")).click()
    assert number_found(plain_page) == before


def test_turn_pages(plain_page: Page) -> None:
    plain_page.goto("/dich-vu/")
    first = plain_page.locator(RESULTS).all_inner_texts()
    plain_page.get_by_role("link", name=re.compile("sau|tiếp", re.IGNORECASE)).first.click()
    expect(plain_page).to_have_url(re.compile("page=2"))
    second = plain_page.locator(RESULTS).all_inner_texts()
    assert second and not set(first) & set(second)


def test_open_the_papers_of_ones_own_case(plain_page: Page) -> None:
    plain_page.goto(f"/dv/{sample.FULL}")
    cases = plain_page.locator("details.case")
    assert cases.count() > 1
    other = cases.nth(1)
    paper = other.locator(".paper").first
    expect(paper).to_be_hidden()
    other.locator("summary").first.click()
    expect(paper).to_be_visible()
    paper.get_by_role("checkbox").check()
    expect(paper.get_by_role("checkbox")).to_be_checked()


def test_case_in_the_address_is_open(plain_page: Page) -> None:
    plain_page.goto(f"/dv/{sample.FULL}?th=2")
    expect(plain_page.locator("details.case").nth(1)).to_have_attribute("open", "")
    expect(plain_page.locator("details.case").nth(0)).not_to_have_attribute("open", "")


def test_say_that_a_page_helped(plain_page: Page) -> None:
    plain_page.goto(f"/dv/{sample.FULL}")
    expect(plain_page.get_by_text("Cảm ơn bạn")).to_be_hidden()
    plain_page.get_by_role("button", name="Có", exact=True).click()
    expect(plain_page.get_by_text("Cảm ơn bạn")).to_be_visible()


def test_say_why_a_page_did_not_help(plain_page: Page) -> None:
    plain_page.goto(f"/dv/{sample.FULL}")
    plain_page.get_by_text("Không", exact=True).click()
    plain_page.get_by_label("Đọc không hiểu").check()
    plain_page.get_by_role("button", name="Gửi", exact=True).click()
    expect(plain_page.get_by_text("Cảm ơn bạn")).to_be_visible()
    assert plain_page.context.cookies() == []


def test_menu_and_language(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.locator("header details summary").click()
    plain_page.locator("header").get_by_role("link", name="English").click()
    expect(plain_page.locator("html")).to_have_attribute("lang", "en")
    expect(plain_page).to_have_url(re.compile(r"/en/$"))
