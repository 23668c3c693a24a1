"""A form sent in the moment in which it saves itself: it is made once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Route, expect

from demo.accounts import make_accounts
from submissions.models import FormDefinition
from tests.browser.form_writing import FORMS
from tests.browser.test_admin_service import log_in, open_form

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)


def test_what_is_sent_while_it_saves_itself_is_made_once(
    transactional_db: None, site_tree: Any, live_server: Any, browser: Browser
) -> None:
    make_accounts()
    page = log_in(browser, live_server.url, "bientap")
    open_form(page, f"{live_server.url}{FORMS}/add/")
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        """The server has saved it; its answer is on the way."""
        saves_itself = "json" in route.request.headers.get("accept", "")
        if saves_itself and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route(f"**{FORMS}/add/", hold)
    page.locator("#id_name").fill("Đăng ký khai sinh")
    for _tenth in range(150):
        if held:
            break
        page.wait_for_timeout(100)
    page.locator("footer").get_by_role("button", name="Việc khác").click()
    page.get_by_role("button", name=re.compile("^Gửi duyệt")).click()
    page.wait_for_timeout(500)
    route, answer = held[0]
    route.fulfill(response=answer)

    expect(page.get_by_text("vì có chỗ điền sai")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/edit/\d+/$"))
    assert FormDefinition.objects.count() == 1
    assert page.wrong == []  # type: ignore[attr-defined]
    page.context.close()
