"""The expert's page and the panel in the editor, in a real browser."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from demo.accounts import make_accounts
from services_catalogue.models import LegalInvitation, ServicePage
from services_catalogue.workflow.causes import LegalCause
from services_catalogue.workflow.legal_links import PATH, token_for
from services_catalogue.workflow.legal_requests import Person, ask
from services_catalogue.workflow.submitting import submit_change
from tests.browser.pages.looks import _OVERFLOW, _RUN_AXE, AXE, AXE_TAGS
from tests.factories import make_service

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)
PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def service(transactional_db: None, site_tree: Any, live_server: Any) -> ServicePage:
    """A service whose change waits for its moderators, and an expert asked about it."""
    make_accounts()
    page = make_service(code="1.001193", short_name="Đăng ký khai sinh")
    editor = get_user_model().objects.get(username="bientap")
    draft = page.get_latest_revision_as_object()
    draft.summary = "Làm trong ngày, không mất phí."
    steps, channels = list(draft.steps.all()), list(draft.channels.all())
    steps[0].body = "Trên mạng, hoặc tại uỷ ban nhân dân xã."
    channels[0].time_limits.all()[0].fees.all()[0].amount = 60_000
    draft.steps, draft.channels = steps, channels
    revision = draft.save_revision(user=editor)
    ask(
        page,
        user=editor,
        people=[Person("Trần Thị Bình", "binh@luatsu.example", "Đoàn Luật sư tỉnh")],
        question="Mức phí mới có đúng điều 4 của nghị quyết không?",
    )
    cause = LegalCause("15/2026/NQ-HĐND", "Nghị quyết về mức thu lệ phí hộ tịch")
    submit_change(page, revision, user=editor, cause=cause)
    return page


def approve(page: ServicePage) -> None:
    """As a moderator would."""
    step = ServicePage.objects.get(pk=page.pk).current_workflow_task_state
    step.approve(user=get_user_model().objects.get(username="duyet"))


def axe(page: Any, scope: str = "") -> list[str]:
    """What axe finds on the page, or in a part of it."""
    page.evaluate(AXE.read_text())
    run = _RUN_AXE.replace("axe.run(document", f'axe.run("{scope}"') if scope else _RUN_AXE
    return page.evaluate(run, AXE_TAGS)


def picture(page: Any, name: str) -> None:
    """Kept only when somebody asks to look."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_expert_reads_remarks_and_answers_without_javascript(
    service: ServicePage, browser: Browser, live_server: Any, width: int
):
    approve(service)
    invitation = LegalInvitation.objects.get()
    link = f"{live_server.url}{PATH}{token_for(invitation)}/"
    looking = browser.new_context(
        locale="vi-VN", viewport={"width": width, "height": 800}, bypass_csp=True
    ).new_page()
    looking.goto(link)
    assert axe(looking) == []
    assert looking.evaluate(_OVERFLOW) == []
    picture(looking, f"expert-{width}")
    looking.get_by_role("link", name="Đọc bản xem trước").click()
    expect(looking.get_by_text("Bản xem trước, chưa công bố.")).to_be_visible()
    assert axe(looking) == []
    picture(looking, f"preview-{width}")

    page = browser.new_context(
        locale="vi-VN", viewport={"width": width, "height": 800}, java_script_enabled=False
    ).new_page()
    page.goto(link)
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_role("alert")).to_contain_text("Chọn bạn đồng ý")
    picture(page, f"expert-error-{width}")
    page.get_by_label("Chưa đồng ý").check()
    page.get_by_label("Nhận xét về “Tóm tắt”").fill("Ghi căn cứ miễn phí.")
    page.get_by_label("Lý do").fill("Khoản 2 điều 4 chưa miễn phí.")
    page.get_by_role("button", name="Gửi trả lời").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận trả lời của bạn")
    picture(page, f"answered-{width}")
    invitation.refresh_from_db()
    assert invitation.comments.get().text == "Ghi căn cứ miễn phí."


def test_the_panel_and_the_form_to_ask_pass_axe(
    service: ServicePage, browser: Browser, live_server: Any
):
    moderator = Client()
    moderator.force_login(
        get_user_model().objects.get(username="duyet"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    context = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 900})
    cookie = moderator.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[service.pk]))
    expect(page.locator("[data-standing]")).to_contain_text("15/2026/NQ-HĐND")
    assert axe(page, "[data-standing]") == []
    picture(page, "panel")
    approve(service)
    page.goto(live_server.url + reverse("ask_experts", args=[service.pk]))
    expect(page.get_by_role("button", name="Thu hồi liên kết")).to_be_visible()
    assert axe(page) == []
    picture(page, "ask")
