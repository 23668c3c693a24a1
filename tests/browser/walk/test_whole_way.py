"""The whole way of one application, as its people walk it: citizen, officer, citizen, officer."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.walk.places import Places, places
from tests.pages import sample_catalogue as sample

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

NAME, IDENTITY, PHONE = "Trần Thị Đi Thử", "022190004412", "0912345678"
EMAIL, HOME = "di.thu@example.org", "Số 7, khu Thử Nghiệm"
#: None of these may stand in a log, a cache, an address or the record of searches.
PERSONAL = (NAME, IDENTITY, PHONE, EMAIL, HOME, "Đi Thử", "di.thu")
#: Longest wait for what the relay does by itself, in seconds.
PATIENCE = 60


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    with places(tmp_path_factory.mktemp("walk")) as found:
        yield found


def photo(folder: Path, color: str) -> Path:
    path = folder / f"{color}.jpg"
    out = BytesIO()
    Image.new("RGB", (1600, 1200), color).save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


def soon(what: Callable[[], bool]) -> None:
    """Wait for what other processes do."""
    ends = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.5)


def apply(page: Page, there: Places, photos: list[Path]) -> str:
    """From the search to the reference."""
    page.goto(f"{there.portal}/")
    page.get_by_role("combobox").first.fill("dang ky khai sinh")
    page.get_by_role("combobox").first.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Đăng ký khai sinh", exact=True).click()
    page.locator(f"a[href='/nop-ho-so/{sample.FULL}/']").first.click()
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
    press(page, "Bắt đầu")
    answers = {
        "Họ, chữ đệm và tên": NAME,
        "Số căn cước": IDENTITY,
        "Số điện thoại": PHONE,
        "Thư điện tử": EMAIL,
        "Nơi ở hiện nay": HOME,
    }
    while not re.search(r"/(giay-to|kiem-tra)/$", path_of(page)):
        fill(page, answers)
    for section in page.locator("section.upload").all():
        section.locator("input[type=file]").set_input_files(photos)
        with page.expect_navigation():
            section.get_by_role("button", name="Tải lên").click()
        photos = photos[:1]
    while not path_of(page).endswith("/kiem-tra/"):
        press(page, "Tiếp tục")
        if not re.search(r"/(giay-to|kiem-tra)/$", path_of(page)):
            fill(page, answers)
    for said in (NAME, HOME):
        expect(page.get_by_role("main")).to_contain_text(said)
    press(page, "Gửi hồ sơ")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cổng đã nhận hồ sơ của bạn")
    return page.locator(".ref").inner_text()


def path_of(page: Page) -> str:
    """Where the page is, without the place on it."""
    return urlsplit(page.url).path


def press(page: Page, button: str) -> None:
    """Click and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def fill(page: Page, answers: dict[str, str]) -> None:
    """Answer what the page asks, and go on."""
    before = page.url
    if page.locator("#noi").count():
        unit = page.locator("#noi option", has_text="phường Hạ Long").first
        page.locator("#noi").select_option(unit.get_attribute("value"))
    for label, text in answers.items():
        field = page.get_by_label(label)
        if field.count():
            field.first.fill(text)
    date = page.locator(".govuk-date-input input")
    for field, text in zip(date.all(), ("24", "11", "1990"), strict=False):
        field.fill(text)
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(page, "Tiếp tục")
    assert page.url != before, page.locator(".govuk-error-summary").inner_text()


def desk(browser: Browser, there: Places, code: str) -> Page:
    """The officer of the dossier's unit, logged in, at the dossier."""
    page = browser.new_context().new_page()
    for name, password in there.officers:
        page.goto(f"{there.onestop}/ban-lam-viec/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(password)
        press(page, "Đăng nhập")
        if (page.goto(f"{there.onestop}/ban-lam-viec/ho-so/{code}/") or page).ok:  # type: ignore[union-attr]
            return page
        page.context.clear_cookies()
    raise AssertionError(f"no officer sees {code}")


def do(page: Page, slug: str, **fields: str) -> None:
    """One move of the officer."""
    with page.expect_navigation():
        page.locator(f"a[href$='/{slug}/']").first.click()
    for name, text in fields.items():
        page.locator(f"[name={name}]").first.fill(text)
    with page.expect_navigation():
        page.locator("main form button").last.click()


def follow(page: Page, there: Places, reference: str) -> None:
    page.goto(f"{there.portal}/tra-cuu-ho-so/")
    page.get_by_label("Mã hồ sơ hoặc mã tham chiếu").fill(reference)
    page.get_by_label("Bốn số cuối").fill(PHONE[-4:])
    press(page, "Xem hồ sơ")
    expect(page.get_by_role("heading", name="Diễn biến")).to_be_visible()


def shows(page: Page, text: str) -> None:
    """The dossier's page tells it after the relay's next look."""

    def told() -> bool:
        page.reload()
        return text in page.get_by_role("main").inner_text()

    soon(told)


def test_from_search_to_result(page: Page, browser: Browser, there: Places, tmp_path: Path) -> None:
    photos = [photo(tmp_path, "navy"), photo(tmp_path, "teal")]
    reference = apply(page, there, photos)

    follow(page, there, reference)
    shows(page, "H49.")
    code = re.search(r"H49[.\d]*-\d{6}-\d{4}", page.get_by_role("main").inner_text())
    assert code
    officer = desk(browser, there, code.group())
    expect(officer.get_by_role("main")).to_contain_text(NAME)
    do(officer, "tiep-nhan")
    shows(page, "Đã tiếp nhận")
    do(officer, "yeu-cau-bo-sung", other="Ảnh chụp giấy chứng sinh", reason="Ảnh bị mờ phần số.")

    shows(page, "Ảnh bị mờ phần số.")
    expect(page.get_by_role("main")).to_contain_text("đang tạm dừng, chờ bạn")
    page.get_by_role("link", name="Bổ sung ngay").click()
    page.locator("input[type=file]").first.set_input_files(photos[0])
    press(page, "Tải lên")
    press(page, "Gửi bổ sung")

    def supplied() -> bool:
        officer.reload()
        return bool(officer.locator("a[href$='/co-ket-qua/'], a[href$='/giai-quyet/']").count())

    soon(supplied)
    if officer.locator("a[href$='/giai-quyet/']").count():
        do(officer, "giai-quyet")
    do(officer, "co-ket-qua")
    do(officer, "tra-ket-qua")

    shows(page, "Việc đã xong")
    timeline = page.get_by_role("main").inner_text()
    for step in (
        "Bạn nộp hồ sơ trên mạng",
        "Đã tiếp nhận",
        "Cần bổ sung giấy tờ",
        "Đã trả kết quả",
    ):
        assert step in timeline
    soon(lambda: len(there.mails) >= 4)
    assert {mail["To"] for mail in there.mails} == {EMAIL}
    assert all(NAME not in str(mail["Subject"]) for mail in there.mails)

    leaks = [
        f"{file.relative_to(there.folder)}: {secret}"
        for file in there.folder.rglob("*")
        if file.is_file() and kept_in_the_open(file, there.folder)
        for secret in PERSONAL
        if secret.encode() in file.read_bytes()
    ]
    assert not leaks


def kept_in_the_open(file: Path, folder: Path) -> bool:
    """Logs, caches, the index, and the portal's database, which holds people's words sealed only.

    onestop's database and the mails are where personal data belong.
    """
    place = file.relative_to(folder).parts[0]
    return place not in ("mails", "static", "onestop-static") and not place.startswith(
        "onestop.sqlite3"
    )
