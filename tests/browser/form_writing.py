"""Building a form in the admin, block by block, as an editor does."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

FORMS = "/quan-tri/snippets/submissions/formdefinition"


def _stream(page: Page, stream: str) -> Locator:
    return page.locator(f"input[name='{stream}-count'] + [data-streamfield-stream-container]")


def add_section(page: Page, title: str) -> str:
    """A section at the end; answers the start of its fields' ids."""
    buttons = _stream(page, "body").locator("> div > .c-sf-add-button")
    before = buttons.count()
    buttons.last.click()
    expect(buttons).to_have_count(before + 1)
    prefix = f"body-{before - 1}-value"
    page.locator(f"#{prefix}-title").fill(title)
    return prefix


def add_block(page: Page, stream: str, kind: str, **values: str) -> str:
    """A block of ``kind`` (its name in the picker) at the end of a stream, with texts in its fields."""
    buttons = _stream(page, stream).locator("> div > .c-sf-add-button")
    before = buttons.count()
    buttons.last.click()
    page.locator(".w-combobox").last.get_by_role("option", name=kind, exact=True).click()
    expect(buttons).to_have_count(before + 1)
    prefix = f"{stream}-{before - 1}-value"
    for name, text in values.items():
        page.locator(f"#{prefix}-{name}").fill(text)
    return prefix


def unfold(page: Page, prefix: str) -> None:
    """Open the settings of a question."""
    block = page.locator(f"[data-streamfield-child]:has(> input[name='{prefix[:-6]}-type'])")
    block.get_by_role("button", name="Mở hoặc gập mục", expanded=False).first.click()
    expect(page.locator(f"#{prefix}-name, #{prefix}-show_if-question").last).to_be_visible()


def tell_applicant(page: Page, prefix: str, what: str) -> None:
    """Say what a question tells of the applicant."""
    unfold(page, prefix)
    page.locator(f"#{prefix}-applicant").select_option(label=what)
