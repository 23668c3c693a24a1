"""An editor writes a service in a real browser, a moderator approves it, a visitor reads it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.accounts import ACCOUNTS, make_accounts
from news.models import NewsIndexPage
from services_catalogue.models import ServicePage
from tests.factories import make_agency, make_field

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# The machine that runs the tests may be busy.
expect.set_options(timeout=20_000)

PASSWORDS = {account.username: account.password for account in ACCOUNTS}


@pytest.fixture
def portal(transactional_db: None, site_tree: Any, live_server: Any) -> str:
    """Address of a portal with log-ins and a taxonomy."""
    make_accounts()
    make_field("Hộ tịch", "ho-tich")
    make_agency("Uỷ ban nhân dân xã, phường, đặc khu", "ubnd-cap-xa")
    return live_server.url


_NOTES_WATCHING = """document.addEventListener("w-unsaved:watch-edits",
  () => { document.documentElement.dataset.editsWatched = ""; });"""


def open_form(page: Page, address: str) -> None:
    """An edit form that saves itself: Wagtail compares with what stood there 2 s after loading."""
    page.goto(address)
    expect(page.locator("html[data-edits-watched]")).to_be_attached()


def log_in(browser: Browser, portal: str, username: str) -> Page:
    """A fresh browser window in which ``username`` has logged in; foreign requests and errors fail."""
    page = browser.new_context(locale="vi-VN", viewport={"width": 1400, "height": 900}).new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: (
            wrong.append(request.url)
            if not request.url.startswith((portal, "data:", "blob:"))
            else None
        ),
    )
    page.wrong = wrong  # type: ignore[attr-defined]
    page.add_init_script(_NOTES_WATCHING)
    page.goto(f"{portal}/quan-tri/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORDS[username])
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("link", name="Dịch vụ công", exact=True)).to_be_visible()
    return page


def choose(page: Page, field: str, name: str) -> None:
    """Pick ``name`` in the chooser of ``field``."""
    page.locator(f"#{field}-chooser").get_by_role("button", name=re.compile("^Chọn")).click()
    page.get_by_role("dialog").get_by_role("link", name=name).click()
    expect(page.locator(f"#{field}-chooser")).to_contain_text(name)


def write_service(page: Page) -> None:
    """Fill in names, field, agency, a channel with its fee, and two papers of a case."""
    page.locator("#id_official_name").fill("Thủ tục đăng ký khai sinh")
    page.locator("#id_short_name").fill("Đăng ký khai sinh")
    page.locator("#id_code").fill("1001193")
    choose(page, "id_field", "Hộ tịch")
    page.locator("#id_service_agencies-ADD").click()
    choose(page, "id_service_agencies-0-agency", "Uỷ ban nhân dân xã, phường, đặc khu")

    page.get_by_role("tab", name="Thời hạn và lệ phí").click()
    page.locator("#id_channels-ADD").click()
    page.locator("#id_channels-0-kind").select_option(label="Trực tuyến")
    page.locator("#id_channels-0-time_limits-ADD").click()
    page.locator("#id_channels-0-time_limits-0-value").fill("3")
    page.locator("#id_channels-0-time_limits-0-unit").select_option(label="ngày làm việc")
    page.locator("#id_channels-0-time_limits-0-fees-ADD").click()
    page.locator("#id_channels-0-time_limits-0-fees-0-amount").fill("8000")

    page.get_by_role("tab", name="Cách làm").click()
    page.locator("#id_outputs-ADD").click()
    page.locator("#id_outputs-0-name").fill("Giấy khai sinh")
    page.get_by_role("tab", name="Pháp luật").click()
    page.locator("#id_legal_bases-ADD").click()
    page.locator("#id_legal_bases-0-number").fill("60/2014/QH13")

    page.get_by_role("tab", name="Giấy tờ và biểu mẫu").click()
    page.locator("#id_cases-ADD").click()
    page.locator("#id_cases-0-name").fill("Cha mẹ đăng ký cho con")
    for number, paper in enumerate(["Tờ khai đăng ký khai sinh", "Giấy chứng sinh"]):
        page.locator("#id_cases-0-documents-ADD").click()
        page.locator(f"#id_cases-0-documents-{number}-name").fill(paper)


def test_a_service_goes_from_an_empty_form_to_visitors(portal: str, browser: Browser) -> None:
    page = log_in(browser, portal, "bientap")
    page.get_by_role("link", name="Dịch vụ công", exact=True).click()
    page.get_by_role("link", name="Thêm Dịch vụ công").click()
    write_service(page)
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("Chưa tạo được trang vì có chỗ điền sai.")).to_be_visible()
    page.get_by_role("tab", name=re.compile("Tổng quan")).click()
    expect(page.get_by_text("Mã thủ tục viết như 1.001193")).to_be_visible()
    page.locator("#id_code").fill("1.001193")
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("Đã tạo trang “Đăng ký khai sinh”.")).to_be_visible()

    page.get_by_role("button", name="Mở hoặc đóng bản xem trước").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh")
    expect(preview.get_by_text("8.000 đ").first).to_be_attached()

    page.locator("footer").get_by_role("button", name="Việc khác").click()
    page.get_by_role("button", name=re.compile("^Gửi duyệt")).click()
    expect(page.get_by_text("Đã gửi duyệt trang “Đăng ký khai sinh”.")).to_be_visible()
    assert not ServicePage.objects.get().live
    assert page.wrong == []  # type: ignore[attr-defined]

    boss = log_in(browser, portal, "duyet")
    boss.get_by_role("link", name="Đăng ký khai sinh", exact=True).first.click()
    boss.locator("footer").get_by_role("button", name="Việc khác").click()
    boss.get_by_role("button", name="Duyệt", exact=True).click()
    expect(boss.get_by_role("link", name="Trạng thái của trang: đã xuất bản")).to_be_visible()
    assert ServicePage.objects.get().live
    assert boss.wrong == []  # type: ignore[attr-defined]

    visitor = browser.new_context(java_script_enabled=False).new_page()
    visitor.goto(f"{portal}/dv/1.001193")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh")
    expect(visitor.get_by_text("Giấy chứng sinh").first).to_be_attached()


def test_an_address_is_written_without_marks(portal: str, browser: Browser) -> None:
    page = log_in(browser, portal, "bientap")
    parent = NewsIndexPage.objects.get().pk
    page.goto(f"{portal}/quan-tri/pages/add/news/newspage/{parent}/")
    page.locator("#id_title").fill("Đổi giờ làm việc từ 1/12")
    page.get_by_role("tab", name="Xuất bản").click()
    expect(page.locator("#id_slug")).to_have_value("doi-gio-lam-viec-tu-112")
    assert page.wrong == []  # type: ignore[attr-defined]
