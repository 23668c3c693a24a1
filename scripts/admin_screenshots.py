"""The pictures of docs/editors.md, taken from a portal that runs with the demo catalogue.

``python -m scripts.admin_screenshots http://localhost:8000``. One service is sent for approval on
the way, so take them from a portal that can be thrown away.
"""

from __future__ import annotations

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS

OUT = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZE = {"width": 1400, "height": 860}
#: The service that the guide follows.
SERVICE = "Đăng ký khai sinh"


def main(url: str) -> None:
    """Take all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        page = _logged_in(browser, url, "bientap")
        _photograph(page, "admin-desk")
        page.goto(f"{url}/quan-tri/bao-cao/van-ban/dich-vu/?van_ban=60/2014/QH13")
        _photograph(page, "admin-law")
        page.goto(f"{url}/quan-tri/dich_vu_cong/?q=khai+sinh")
        _photograph(page, "admin-list")
        page.get_by_role("link", name=SERVICE, exact=True).first.click()
        page.get_by_role("tab", name="Thời hạn và lệ phí").click()
        _photograph(page, "admin-edit")
        page.get_by_role("button", name="Mở hoặc đóng bản xem trước").click()
        page.wait_for_timeout(4000)
        _photograph(page, "admin-preview")
        page.locator("footer").get_by_role("button", name="Việc khác").click()
        _photograph(page, "admin-submit")
        page.get_by_role("button", name="Gửi duyệt").click()
        page.get_by_text("Đã gửi duyệt trang").wait_for()

        # The unit that keeps the service has a moderator of its own, who decides.
        page = _logged_in(browser, url, "duyettuphap")
        page.get_by_role("link", name=SERVICE, exact=True).first.click()
        page.locator("footer").get_by_role("button", name="Việc khác").click()
        _photograph(page, "admin-approve")
        browser.close()


def _logged_in(browser: Browser, url: str, username: str) -> Page:
    from demo.accounts import ACCOUNTS, UNIT_ACCOUNTS  # needs Django to be set up

    everybody = (*ACCOUNTS, *UNIT_ACCOUNTS)
    password = next(account.password for account in everybody if account.username == username)
    page = browser.new_context(locale="vi-VN", viewport=SIZE).new_page()  # type: ignore[arg-type]
    page.goto(f"{url}/quan-tri/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Dịch vụ công", exact=True).wait_for()
    return page


def _photograph(page: Page, name: str) -> None:
    """Save what the window shows with few colours: these pictures are flat."""
    page.wait_for_timeout(1500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(64).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    OUT.mkdir(parents=True, exist_ok=True)
    main(sys.argv[1].rstrip("/"))
