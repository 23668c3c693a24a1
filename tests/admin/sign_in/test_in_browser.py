"""Setting up, logging in with a code, and leaving a provider, in a real browser: nothing in the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from accounts.models import User
from tests.admin.bulk.test_looks import _NOTE, faults
from tests.admin.sign_in.authenticator import MANAGE, PASSWORDS, SET_UP, code_of
from tests.admin.sign_in.openid_process import SECRET, provider
from tests.browser.conftest import browser_type_launch_args  # noqa: F401
from tests.browser.test_admin_service import log_in, portal  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)


def test_from_the_first_scan_to_the_next_log_in(portal: str, browser: Browser) -> None:  # noqa: F811
    person = User.objects.get(username="bientap")
    page = log_in(browser, portal, "bientap")
    page.add_init_script(_NOTE)
    page.goto(portal + SET_UP)
    assert faults(page) == []
    page.get_by_label("Mã xác nhận").fill(code_of(person, confirmed=False))
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Mã dự phòng của bạn")).to_be_visible()
    assert faults(page) == []
    page.goto(portal + MANAGE)
    assert faults(page) == []

    other = browser.new_context(locale="vi-VN").new_page()
    other.add_init_script(_NOTE)
    other.goto(f"{portal}/quan-tri/login/")
    assert faults(other) == []
    other.get_by_label("Tên đăng nhập").fill("bientap")
    other.get_by_label("Mật khẩu").fill(PASSWORDS["bientap"])
    other.get_by_role("button", name="Đăng nhập").click()
    expect(other.get_by_role("heading", name="Nhập mã xác nhận")).to_be_visible()
    assert faults(other) == []
    other.get_by_label("Mã xác nhận").fill(code_of(person, steps=1))
    other.get_by_role("button", name="Vào trang quản trị").click()
    expect(other.get_by_role("link", name="Dịch vụ công", exact=True)).to_be_visible()


def test_to_the_provider_and_back_and_out(portal: str, browser: Browser, settings: Any) -> None:  # noqa: F811
    login = f"{portal}/quan-tri/login/"
    with provider(back=f"{portal}/quan-tri/oidc/tro-ve/", left=login) as issuer:
        settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "Cổng cán bộ"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "portal", SECRET
        page = browser.new_context(locale="vi-VN").new_page()
        page.add_init_script(_NOTE)
        page.goto(login)
        assert faults(page) == []
        page.get_by_role("link", name="Đăng nhập bằng Cổng cán bộ").click()
        page.locator("input[name=login]").fill("binh")
        page.locator("input[name=password]").fill("x")
        page.locator("button[type=submit]").first.click()
        page.locator("button[type=submit]").first.click()
        expect(page.get_by_role("link", name="Dịch vụ công", exact=True)).to_be_visible()
        # The form of logging out leads to another host, which the policy must allow.
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend',"
            "'<form id=out method=post action=\"/quan-tri/logout/\"></form>');"
            "const token = JSON.parse(document.querySelector('#wagtail-config').textContent).CSRF_TOKEN;"
            "const field = document.createElement('input'); field.name = 'csrfmiddlewaretoken';"
            "field.value = token; document.querySelector('#out').append(field);"
            "document.querySelector('#out').submit()"
        )
        page.wait_for_url(f"{issuer}/session/end*")
