"""The pages that editors open every day in a real browser: no barrier, no refused style, no overflow."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from tests.admin.bulk.test_looks import _NOTE, faults
from tests.browser.conftest import browser_type_launch_args  # noqa: F401
from tests.browser.test_admin_service import log_in, portal  # noqa: F401
from tests.factories import make_service

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DAILY = (
    "wagtailadmin_home",
    "dich_vu_cong:index",
    "block_guide",
    "nguoi_cua_don_vi:index",
    "completeness",
    "law_report",
    "catalogue_changes",
    "audit",
    "link_report",
)
_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [360, 1280])
def test_daily_pages(portal: str, browser: Browser, width: int) -> None:  # noqa: F811
    make_service(short_name="Đăng ký khai sinh")
    page = log_in(browser, portal, "duyet")
    page.set_viewport_size({"width": width, "height": 860})
    page.add_init_script(_NOTE)
    for name in DAILY:
        page.goto(portal + reverse(name))
        assert faults(page) == [], name
        assert not page.evaluate(_WIDER), name
