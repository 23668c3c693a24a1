"""Lists of people and questions that hang on others, as citizens meet them: with a script and without."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from submissions.models import Draft
from tests.browser.test_applying import PHONE, looked_at
from tests.submissions.applying.conftest import make_applied_service
from tests.submissions.forms.specimens import make_definition

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
expect.set_options(timeout=20_000)

WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])


def text(label: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return ("text", {"label": label, "required": True, **more})


def row(question: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """As a question of each row is kept."""
    return {"type": question[0], "value": question[1]}


def condition(question: str, value: str) -> dict[str, Any]:
    return {"show_if": {"question": question, "operator": "is", "value": value}}


FORM = (
    (
        "Người nộp",
        [
            text("Họ và tên", applicant="full_name"),
            ("phone", {"label": "Số điện thoại", "required": True, "applicant": "phone"}),
        ],
    ),
    (
        "Các con",
        [
            (
                "repeat",
                {
                    "label": "Con của bạn",
                    "required": True,
                    "least": 1,
                    "most": 3,
                    "questions": [row(text("Tên con")), row(text("Tên ở nhà", required=False))],
                },
            )
        ],
    ),
    (
        "Việc học",
        [
            ("yes_no", {"label": "Bé đã đi học?", "required": True}),
            text("Tên trường", **condition("Bé đã đi học?", "Có")),
            ("declaration", {"label": "Trường đã xác nhận", "required": False}),
            text("Ngày xác nhận", **condition("Trường đã xác nhận", "Có")),
        ],
    ),
    ("Cam đoan", [("declaration", {"label": "Tôi cam đoan khai đúng.", "required": True})]),
)


@pytest.fixture
def page(
    site_tree: Any, live_server: Any, settings: Any, tmp_path: Path, new_context: Any, scripts
):
    """A browser in which somebody has filled in the first page of the form."""
    settings.ONLINE_APPLICATION = True
    settings.ATTACHMENT_DIR = tmp_path / "attachments"
    service = make_applied_service()
    make_definition(*FORM, service=service).save_revision().publish()
    page = new_context(java_script_enabled=scripts, bypass_csp=scripts, viewport=PHONE).new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{live_server.url}/nop-ho-so/{service.code}/")
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Lan")
    page.get_by_label("Số điện thoại").fill("0912 345 678")
    go_on(page)
    return page


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Tiếp tục").click()


def names(page: Page) -> list[str]:
    boxes = page.get_by_label("Tên con", exact=True)
    return [boxes.nth(number).input_value() for number in range(boxes.count())]


@WAYS
def test_rows_come_and_go_and_nothing_typed_is_lost(page: Page, scripts: bool) -> None:
    expect(page.get_by_role("heading", name="Các con", level=1)).to_be_visible()
    assert page.get_by_role("button", name=re.compile("^Bỏ mục")).count() == 0
    for number, name in enumerate(("An", "Bình", "Chi"), start=1):
        page.get_by_label("Tên con", exact=True).last.fill(name)
        if number < 3:
            page.get_by_role("button", name="Thêm mục").click()
            expect(page.get_by_role("group", name=f"Mục {number + 1}")).to_be_focused()
    expect(page.get_by_text("Tối đa 3 mục.")).to_be_visible()
    looked_at(page, scripts=scripts)

    page.get_by_role("button", name="Bỏ mục 2").click()
    expect(page.get_by_role("group", name="Mục 3")).to_have_count(0)
    assert names(page) == ["An", "Chi"]

    # The Enter key sends the page on; it takes no row away.
    page.get_by_label("Tên con", exact=True).first.press("Enter")
    expect(page.get_by_role("heading", name="Việc học", level=1)).to_be_visible()
    page.get_by_role("link", name="Quay lại").click()
    expect(page.get_by_role("heading", name="Các con", level=1)).to_be_visible()
    assert names(page) == ["An", "Chi"]

    page.get_by_label("Tên con", exact=True).last.fill("")
    page.get_by_label("Tên ở nhà").last.fill("Tí")
    go_on(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("Mục 2")
    assert names(page) == ["An", ""]
    looked_at(page, scripts=scripts)
    page.get_by_label("Tên con", exact=True).last.fill("Chi")
    go_on(page)
    expect(page.get_by_role("heading", name="Việc học", level=1)).to_be_visible()
    assert answers()["con_cua_ban"] == [{"ten_con": "An"}, {"ten_con": "Chi", "ten_o_nha": "Tí"}]


def answers() -> dict[str, Any]:
    return Draft.objects.get().answers


def to_school(page: Page) -> None:
    page.get_by_label("Tên con", exact=True).fill("An")
    go_on(page)
    expect(page.get_by_role("heading", name="Việc học", level=1)).to_be_visible()


@pytest.mark.parametrize("scripts", [True], ids=["script"])
def test_a_question_appears_when_it_is_asked_and_is_told_of(page: Page, scripts: bool) -> None:
    to_school(page)
    school, said = page.get_by_label("Tên trường"), page.get_by_role("status")
    expect(school).to_be_hidden()
    expect(page.get_by_label("Ngày xác nhận")).to_be_hidden()
    page.get_by_label("Có", exact=True).check()
    expect(school).to_be_visible()
    expect(said.filter(has_text="Có thêm câu hỏi: Tên trường")).to_have_count(1)
    looked_at(page, scripts=scripts)
    school.fill("Trường Hoa Sen")
    page.get_by_label("Trường đã xác nhận").check()
    expect(page.get_by_label("Ngày xác nhận")).to_be_visible()
    page.get_by_label("Trường đã xác nhận").uncheck()

    page.get_by_label("Không", exact=True).check()
    expect(school).to_be_hidden()
    expect(said.filter(has_text="Có thêm")).to_have_count(0)
    # Thought better of it: what was typed is still there.
    page.get_by_label("Có", exact=True).check()
    expect(school).to_have_value("Trường Hoa Sen")
    page.get_by_label("Không", exact=True).check()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    go_on(page)
    expect(page.get_by_role("heading", name="Cam đoan", level=1)).to_be_visible()
    bodies = [one.post_data or "" for one in sent if one.method == "POST"]
    assert bodies and not any("ten_truong=" in body for body in bodies)
    assert answers()["be_da_di_hoc"] == "no" and "ten_truong" not in answers()


@pytest.mark.parametrize("scripts", [False], ids=["no-script"])
def test_without_a_script_the_server_judges(page: Page, scripts: bool) -> None:
    to_school(page)
    school = page.get_by_label("Tên trường")
    expect(school).to_be_visible()
    page.get_by_label("Có", exact=True).check()
    go_on(page)
    summary = page.locator(".govuk-error-summary__list li")
    expect(summary).to_have_count(
        1
    )  # the school, and not the day of a confirmation that is not there
    page.get_by_label("Trường đã xác nhận").check()
    school.fill("Trường Hoa Sen")
    go_on(page)
    expect(summary).to_have_count(1)
    page.get_by_label("Trường đã xác nhận").uncheck()
    page.get_by_label("Không", exact=True).check()
    go_on(page)
    expect(page.get_by_role("heading", name="Cam đoan", level=1)).to_be_visible()
    assert answers()["be_da_di_hoc"] == "no" and "ten_truong" not in answers()
