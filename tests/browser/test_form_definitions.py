"""An editor builds a form from nothing, a moderator approves it, a citizen is asked by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.accounts import make_accounts
from services_catalogue.vocabulary import AgencyKind
from submissions.models import FormDefinition
from tests.browser.form_writing import FORMS, add_block, add_section, tell_applicant, unfold
from tests.browser.test_admin_service import choose, log_in, open_form
from tests.browser.test_preflight import violations
from tests.factories import make_agency
from tests.submissions.applying.conftest import PAPER, make_applied_service

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1400, "height": 900}


@pytest.fixture
def portal(
    transactional_db: None,
    site_tree: Any,
    live_server: Any,
    settings: Any,
    tmp_path: Path,
    browser: Browser,
) -> Iterator[str]:
    """Address of a portal with log-ins, a commune and a service to apply for."""
    settings.ONLINE_APPLICATION = True
    settings.ATTACHMENT_DIR = tmp_path / "attachments"
    make_accounts()
    make_agency("UBND phường Hạ Long", "ha-long", kind=AgencyKind.COMMUNE)
    make_applied_service()
    yield live_server.url
    # An editor that is still open asks the server who else is there, while the next test begins.
    for context in browser.contexts:
        context.close()


def look(page: Page) -> None:
    """Nobody is kept out, on a desk and on a phone."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        # A message that is still fading in has the contrast of its half.
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        assert violations(page) == []


def write(page: Page) -> None:
    """One question of every kind; the declaration is forgotten."""
    page.locator("#id_name").fill("Đăng ký khai sinh")
    one = f"{add_section(page, 'Người nộp')}-questions"
    tell_applicant(page, add_block(page, one, "Chữ", label="Họ và tên"), "Họ và tên")
    tell_applicant(page, add_block(page, one, "Số điện thoại", label="Điện thoại"), "Số điện thoại")
    for kind in ("Số", "Ngày", "Số căn cước", "Thư điện tử", "Mã số thuế", "Địa chỉ"):
        add_block(page, one, kind, label=f"{kind} của bạn")
    two = f"{add_section(page, 'Gia đình')}-questions"
    add_block(page, two, "Lời dẫn", text="Khai theo giấy chứng sinh.")
    add_block(page, two, "Có hay không", label="Đã đăng ký kết hôn?")
    add_block(page, two, "Chọn", label="Ở đâu", choices="Thường trú\nTạm trú")
    add_block(page, two, "Xã, phường trong tỉnh", label="Xã, phường")
    children = add_block(page, two, "Nhóm lặp lại", label="Các con")
    add_block(page, f"{children}-questions", "Chữ", label="Tên con")
    asked = add_block(page, two, "Chữ", label="Ngày kết hôn")
    unfold(page, asked)
    three = f"{add_section(page, 'Giấy tờ')}-questions"
    add_block(page, three, "Một giấy tờ", label="Giấy chứng sinh", role=PAPER)
    add_block(page, three, "Mọi giấy tờ của trường hợp")
    hang_on_another_answer(page, asked)
    page.locator("#id_uses-ADD").click()
    choose(page, "id_uses-0-service", "Đăng ký khai sinh")


def hang_on_another_answer(page: Page, asked: str) -> None:
    """The questions above are offered, and the answers of the chosen one."""

    def offered(name: str) -> list[str]:
        page.locator(f"#{asked}-show_if-{name}").focus()
        return page.locator("#offered-for-condition option").evaluate_all(
            "o => o.map(x => x.value)"
        )

    questions = offered("question")
    assert {"Họ và tên", "Đã đăng ký kết hôn?", "Ở đâu"} <= set(questions)
    assert "Các con" not in questions and "Giấy chứng sinh" not in questions
    page.locator(f"#{asked}-show_if-question").fill("Ở đâu")
    assert offered("value") == ["Thường trú", "Tạm trú"]
    page.locator(f"#{asked}-show_if-question").fill("Đã đăng ký kết hôn?")
    assert offered("value") == ["Có", "Không"]
    page.locator(f"#{asked}-show_if-value").fill("Có")


def test_a_form_goes_from_nothing_to_citizens(portal: str, browser: Browser) -> None:
    page = log_in(browser, portal, "bientap")
    page.goto(f"{portal}{FORMS}/")
    look(page)
    open_form(page, f"{portal}{FORMS}/add/")
    look(page)
    write(page)

    page.get_by_role("button", name="Mở hoặc đóng bản xem trước").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(
        preview.get_by_text("“Ngày kết hôn”: hỏi khi câu “Đã đăng ký kết hôn?” là “Có”.")
    ).to_be_visible()
    expect(preview.get_by_text("Chưa có lời cam đoan.")).to_be_visible()
    expect(preview.get_by_role("option", name="phường Hạ Long")).to_be_attached()

    page.locator("footer").get_by_role("button", name="Việc khác").click()
    page.get_by_role("button", name=re.compile("^Gửi duyệt")).click()
    expect(page.get_by_text("vì có chỗ điền sai")).to_be_visible()
    assert FormDefinition.objects.get().current_workflow_state is None
    look(page)
    add_block(page, "body-2-value-questions", "Cam đoan", label="Tôi cam đoan khai đúng.")
    send(page)
    assert not FormDefinition.objects.get().live
    assert page.wrong == []  # type: ignore[attr-defined]

    boss = log_in(browser, portal, "duyet")
    boss.get_by_role("link", name="Đăng ký khai sinh", exact=True).first.click()
    expect(boss.get_by_text("Không thấy lỗi. Biểu mẫu có thể được xuất bản.")).to_be_visible()
    look(boss)
    boss.locator("footer").get_by_role("button", name="Việc khác").click()
    boss.get_by_role("button", name="Duyệt", exact=True).click()
    expect(boss.get_by_text("Đã duyệt biểu mẫu “Đăng ký khai sinh”.")).to_be_visible()
    assert FormDefinition.objects.get().live
    assert boss.wrong == []  # type: ignore[attr-defined]
    asked_by_it(browser.new_context(viewport=PHONE).new_page(), portal)


def send(page: Page) -> None:
    """For approval, and it goes."""
    page.locator("footer").get_by_role("button", name="Việc khác").click()
    page.get_by_role("button", name=re.compile("^Gửi duyệt")).click()
    expect(page.get_by_text(re.compile("Đã gửi duyệt")).first).to_be_visible()


def asked_by_it(citizen: Page, portal: str) -> None:
    """The questions of the new form, on the citizen's way."""
    citizen.goto(f"{portal}/nop-ho-so/1.001193/")
    citizen.get_by_role("button", name="Bắt đầu").click()
    expect(citizen.get_by_role("heading", name="Người nộp")).to_be_visible()
    for label, text in (
        ("Họ và tên", "Nguyễn Thị Lan"),
        ("Điện thoại", "0912 345 678"),
        ("Số của bạn", "2"),
        ("Số căn cước của bạn", "022190004412"),
        ("Thư điện tử của bạn", "lan@vidu.vn"),
        ("Mã số thuế của bạn", "5700100001"),
        ("Ngày", "3"),
        ("Tháng", "2"),
        ("Năm", "1990"),
        ("Số nhà, đường, thôn hoặc khu phố", "Số 1"),
        ("Xã, phường hoặc đặc khu", "Hạ Long"),
        ("Tỉnh hoặc thành phố", "Quảng Ninh"),
    ):
        citizen.get_by_label(label, exact=True).fill(text)
    citizen.get_by_role("button", name="Tiếp tục").click()
    expect(citizen.get_by_role("heading", name="Gia đình")).to_be_visible()
    expect(citizen.get_by_label("Ngày kết hôn")).to_be_hidden()
    citizen.get_by_label("Có", exact=True).check()
    expect(citizen.get_by_label("Ngày kết hôn")).to_be_visible()
