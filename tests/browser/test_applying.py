"""Somebody applies in a real browser: with a script and without, with two photos from a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from submissions.models import OutboxEntry, Submission
from tests.browser.pages.looks import _OVERFLOW, _RUN_AXE, AXE, AXE_TAGS
from tests.submissions.applying.conftest import make_applied_service
from tests.submissions.uploads import specimens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
PHONE, NARROWEST = {"width": 360, "height": 740}, {"width": 320, "height": 740}


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "mat-truoc.jpg", tmp_path / "mat-sau.heic"]
    files[0].write_bytes(specimens.photo(2600, 1950, turn=6))
    files[1].write_bytes(specimens.photo(1200, 900, form="HEIF"))
    return files


@pytest.fixture
def service(site_tree: Any, settings: Any, tmp_path: Path) -> Any:
    settings.ONLINE_APPLICATION = True
    settings.ATTACHMENT_DIR = tmp_path / "attachments"
    return make_applied_service(communes=2)


def looked_at(page: Page, *, scripts: bool) -> None:
    """The page as it stands: nothing wider than the window, and axe finds nothing."""
    page.set_viewport_size(NARROWEST)
    if not scripts:
        return
    assert page.evaluate(_OVERFLOW) == [], page.url
    page.set_viewport_size(PHONE)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(_RUN_AXE, AXE_TAGS)
    assert found == [], f"{page.url}\n{found}"


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_from_the_service_page_to_the_reference(service, live_server, new_context, photos, scripts):
    # The policy forbids what axe-core does to a page; it is tested elsewhere.
    context = new_context(java_script_enabled=scripts, bypass_csp=scripts, viewport=PHONE)
    page = context.new_page()
    page.set_default_timeout(8000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))

    def go_on() -> None:
        looked_at(page, scripts=scripts)
        page.get_by_role("button", name="Tiếp tục").click()

    page.goto(f"{live_server.url}/dv/{service.code}")
    page.get_by_role("link", name="Bắt đầu nộp hồ sơ").click()
    looked_at(page, scripts=scripts)
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Nơi giải quyết").select_option("H49.102")
    go_on()
    page.get_by_label("Số căn cước").fill("12")
    go_on()
    assert "12 chữ số" in page.locator(".govuk-error-summary").inner_text()
    looked_at(page, scripts=scripts)
    page.get_by_label("Họ, chữ đệm và tên").fill("Nguyễn Thị Lan")
    for label, value in (("Ngày", "3"), ("Tháng", "2"), ("Năm", "1990")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Số căn cước").fill("022190004412")
    if scripts:
        # Saved by itself a moment after the last key.
        with page.expect_response(lambda one: "x-autosave" in one.request.headers) as saved:
            page.get_by_label("Số căn cước").press("End")
        assert saved.value.ok
        page.locator("[data-saved]", has_text="Đã lưu lúc").wait_for()
    go_on()
    page.get_by_label("Số điện thoại").fill("0912 345 678")
    page.get_by_label("Nơi ở hiện nay").fill("Số 1, phố Bến Đoan")
    go_on()
    page.get_by_label("Tôi cam đoan").check()
    go_on()

    chooser = page.get_by_label("ảnh hoặc tệp Giấy chứng sinh")
    chooser.set_input_files(photos)
    if not scripts:
        page.locator("form", has=chooser).get_by_role("button", name="Tải lên").click()
    page.get_by_role("link", name="mat-sau.jpg").wait_for()
    go_on()

    assert "Nguyễn Thị Lan" in page.locator("main").inner_text()
    looked_at(page, scripts=scripts)
    page.get_by_role("button", name="Gửi hồ sơ").click()
    page.get_by_role("heading", name="Cổng đã nhận hồ sơ của bạn").wait_for()
    looked_at(page, scripts=scripts)
    made = Submission.objects.get()
    assert page.locator(".ref").inner_text() == made.reference
    assert made.agency_code == "H49.102" and OutboxEntry.objects.count() == 1
    assert [one.pages for one in made.attachments.all()] == [2]
    page.get_by_role("link", name="Theo dõi hồ sơ").click()
    assert made.reference in page.locator("main").inner_text()
    assert troubles == []
    # Nothing of the person is in this browser but what the portal needs: no storage, short cookies.
    assert {cookie["name"] for cookie in context.cookies()} <= {
        *("csrftoken", "ban-nhap-vi", "ban-nhap-en", "ho-so-vi", "ho-so-en")
    }


def test_the_service_page_tells_of_a_draft_and_stays_public(service, live_server, new_context):
    page = new_context(viewport=PHONE).new_page()
    page.set_default_timeout(8000)
    page.goto(f"{live_server.url}/dv/{service.code}")
    hint = page.get_by_text("Bạn có bản nháp chưa gửi trên máy này.")
    assert not hint.is_visible()
    page.goto(f"{live_server.url}/nop-ho-so/{service.code}/")
    page.get_by_role("button", name="Bắt đầu").click()
    page.goto(f"{live_server.url}/nop-ho-so/{service.code}/")
    page.get_by_role("heading", name="Bạn có bản nháp").wait_for()
    answer = page.goto(f"{live_server.url}/dv/{service.code}")
    assert answer and "public" in answer.headers["cache-control"]  # the same for everyone
    hint.wait_for()
    page.goto(f"{live_server.url}/nop-ho-so/{service.code}/xoa/")
    page.get_by_role("button", name="Xoá hẳn").click()
    page.get_by_role("button", name="Bắt đầu").wait_for()
    page.goto(f"{live_server.url}/dv/{service.code}")
    assert not hint.is_visible()
