"""Where a contact's signed link leads: too private for the table of pages, and held to the same."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from services_catalogue.models import ServicePage
from services_catalogue.reviewing.links import confirm_url
from tests.browser.pages.looks import _OVERFLOW, _RUN_AXE, AXE, AXE_TAGS
from tests.factories import make_service

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)


@pytest.fixture
def service(transactional_db: None, site_tree: Any, live_server: Any) -> ServicePage:
    """A service that is due to be looked at, with a contact."""
    return make_service(
        short_name="Đăng ký khai sinh",
        contact_name="Nguyễn Thị Hoa",
        contact_email="hoa@xa.example",
        review_due_on=date(2026, 1, 5),
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_a_contact_says_that_a_service_is_still_right(
    service: ServicePage, browser: Browser, live_server: Any, width: int
) -> None:
    window = browser.new_context(
        locale="vi-VN", viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = window.new_page()
    answer = page.goto(live_server.url + urlsplit(confirm_url(service)).path)
    assert answer is not None and "no-store" in answer.headers["cache-control"]
    _looks_right(page)
    page.get_by_role("button", name="Tôi đã xem, vẫn đúng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã ghi. Cảm ơn bạn")
    _looks_right(page)
    service.refresh_from_db()
    assert service.reviewed_on is not None
    window.close()


def _looks_right(page: Any) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(_RUN_AXE, AXE_TAGS) == []
    assert not page.evaluate(_OVERFLOW)
