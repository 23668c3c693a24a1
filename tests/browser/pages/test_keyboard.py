"""The portal without a mouse."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.looks import DESK, PHONE
from tests.pages import sample_catalogue as sample

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TYPED = "khai sinh"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desk."""
    return {**browser_context_args, "viewport": {"width": DESK, "height": 800}}


def test_first_stop_leads_past_the_header(page: Page, site: str) -> None:
    page.goto(f"/dv/{sample.FULL}")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Đến nội dung chính")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("path", ["/", f"/dv/{sample.FULL}", "/tim-kiem/?q=khai+sinh"])
def test_every_stop_shows_where_it_is(page: Page, site: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    seen: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const element = document.activeElement;
              if (!element || element === document.body) return null;
              const box = element.getBoundingClientRect();
              const style = getComputedStyle(element);
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
              return {
                html: element.outerHTML.slice(0, 120),
                marked: outlined || style.boxShadow !== "none",
                visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
              };
            }"""
        )
        if stop is None:
            break
        assert stop["marked"] and stop["visible"], stop["html"]
        seen.append(stop["html"])
    assert len(seen) > 8


def test_suggestions_are_chosen_with_the_arrows(page: Page, site: str) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Tìm dịch vụ")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(TYPED)
    options = page.locator("[role=listbox]").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d+ gợi ý"))
    box.press("ArrowDown")
    chosen = options.first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    expect(box).to_have_value(TYPED)
    name = chosen.inner_text()
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_escape_closes_suggestions_and_keeps_the_text(page: Page, site: str) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Tìm dịch vụ")
    box.press_sequentially(TYPED)
    expect(page.locator("[role=listbox]").get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(page.locator("[role=listbox]").get_by_role("option").first).to_be_hidden()
    expect(box).to_have_value(TYPED)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=khai\+sinh"))


def test_arrows_lead_round_and_back_to_the_text(page: Page, site: str) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Tìm dịch vụ")
    box.press_sequentially(TYPED)
    expect(page.locator("[role=listbox]").get_by_role("option").first).to_be_visible()
    box.press("ArrowUp")
    expect(page.locator("[role=listbox]").get_by_role("option").last).to_have_attribute(
        "aria-selected", "true"
    )
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None


def test_ticks_are_kept_in_this_browser_alone(page: Page, site: str) -> None:
    page.goto(f"/dv/{sample.FULL}")
    tick = page.locator(".paper input[type=checkbox]").first
    tick.focus()
    page.keyboard.press("Space")
    expect(tick).to_be_checked()
    page.reload()
    expect(page.locator(".paper input[type=checkbox]").first).to_be_checked()
    assert page.context.cookies() == []
    page.locator("[data-clear]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".paper input[type=checkbox]").first).not_to_be_checked()
