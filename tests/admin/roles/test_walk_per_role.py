"""Each role walks its own way through the admin in a real browser, over pages without barriers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from demo.accounts import make_accounts
from services_catalogue.models import ServicePage, UnitMembership, UnitRole
from tests.admin.bulk.test_looks import _NOTE
from tests.admin.units.people import log_in, make_member
from tests.browser.conftest import browser_type_launch_args  # noqa: F401
from tests.browser.test_preflight import violations
from tests.factories import make_agency, make_service

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=20_000)

OWN, SECRET = "Thông báo lễ hội", "Bí mật của Hạ Long"
HOME, LIST, PEOPLE = "/quan-tri/", "/quan-tri/dich_vu_cong/", "/quan-tri/nguoi_cua_don_vi/"


@pytest.fixture
def own(transactional_db: None, site_tree: Any, live_server: Any) -> ServicePage:
    """The live service of commune A, beside a draft of commune B."""
    make_accounts()
    province = make_agency("Uỷ ban nhân dân tỉnh", "ubnd-tinh", kind="province")
    a = make_agency("UBND phường Bãi Cháy", "bai-chay", kind="commune", parent=province)
    b = make_agency("UBND phường Hạ Long", "ha-long", kind="commune", parent=province)
    make_service(official_name=SECRET, managed_by=b, publish=False)
    return make_service(official_name=OWN, managed_by=a)


@pytest.fixture
def enter(browser: Browser, live_server: Any) -> Any:
    """A window of 1280 px in which somebody is logged in: a function of the person."""

    def window(person: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="vi-VN", viewport={"width": 1280, "height": 900}
        )
        cookie = log_in(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.add_init_script(_NOTE)
        page.goto(HOME)
        return page

    return window


def edit(page: ServicePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def faults(window: Page) -> list[str]:
    """Barriers, and what the policy refused."""
    return violations(window) + window.evaluate("window.refused")


def act(window: Page, name: str) -> None:
    """Press what ``name`` matches among the actions below the form."""
    window.locator("footer").get_by_role("button", name="Việc khác").click()
    with window.expect_navigation():
        window.locator("footer").get_by_role("button", name=re.compile(name)).first.click()


def hidden(window: Page, draft: ServicePage) -> list[str]:
    """The roads by which ``draft`` shows itself."""
    chooser = reverse("wagtailadmin_choose_page_search")
    roads = [LIST, f"{LIST}?q=bí+mật", f"{chooser}?q=bí+mật", HOME, "/quan-tri/xuat-dich-vu.csv"]
    told = [road for road in roads if SECRET in window.request.get(road).text()]
    answer = window.request.get(edit(draft))
    return told + ([answer.url] if SECRET in answer.text() or answer.url.endswith("edit/") else [])


def test_an_editor_writes_and_a_moderator_of_the_unit_publishes(own: ServicePage, enter: Any):
    draft = ServicePage.objects.exclude(pk=own.pk).get()
    editor = enter(make_member("bien-tap-a", own.managed_by))
    assert faults(editor) == []
    assert hidden(editor, draft) == []
    assert OWN in editor.request.get("/quan-tri/xuat-dich-vu.csv").text()
    editor.goto(LIST)
    expect(editor.get_by_role("link", name=OWN, exact=True).first).to_be_visible()
    editor.goto(edit(own))
    editor.locator("#id_summary").fill("Gửi phường trước mười ngày.")
    editor.get_by_role("button", name="Lưu bản nháp").click()
    expect(editor.get_by_text("Đã lưu").first).to_be_visible()
    act(editor, "^Gửi duyệt")
    expect(editor.get_by_text(f"Đã gửi duyệt trang “{OWN}”")).to_be_visible()
    assert ServicePage.objects.get(pk=own.pk).summary == ""

    moderator = enter(make_member("duyet-a", own.managed_by, UnitRole.MODERATOR))
    assert faults(moderator) == []
    moderator.locator(".desk-matter").get_by_role("link", name=OWN).first.click()
    expect(moderator.locator("[data-standing]")).to_contain_text("Gửi phường trước mười ngày.")
    act(moderator, "^Duyệt$")
    moderator.goto(own.url)
    expect(moderator.get_by_text("Gửi phường trước mười ngày.").first).to_be_visible()
    moderator.goto(reverse("links_before", args=[own.pk, "unpublish"]))
    assert faults(moderator) == []


def test_a_head_lends_a_role_until_a_day_and_takes_it_back(own: ServicePage, enter: Any):
    deputy = make_member("pho-a", own.managed_by)
    head = enter(make_member("truong-a", own.managed_by, UnitRole.HEAD))
    head.goto(PEOPLE)
    assert faults(head) == []
    head.goto(f"{PEOPLE}new/")
    assert faults(head) == []
    head.get_by_label("Người", exact=False).first.fill("pho-a")
    head.locator("#id_role").select_option(UnitRole.MODERATOR)
    end = timezone.localdate() + timedelta(days=10)
    head.locator("#id_ends_on").fill(end.isoformat())
    head.locator("main form [type=submit]").last.click()
    head.wait_for_url(f"**{PEOPLE}")
    lent = UnitMembership.objects.get(user=deputy, delegated_by__isnull=False)
    assert (lent.role, lent.ends_on) == (UnitRole.MODERATOR, end)
    head.goto(f"{PEOPLE}delete/{lent.pk}/")
    assert faults(head) == []
    head.locator("main form [type=submit]").last.click()
    expect(head.get_by_text("đã kết thúc").first).to_be_visible()
    assert not UnitMembership.objects.current().filter(pk=lent.pk).exists()


def test_a_moderator_of_the_province_sees_both_communes(own: ServicePage, enter: Any):
    province = make_agency("Uỷ ban nhân dân tỉnh", "ubnd-tinh")
    page = enter(make_member("duyet-tinh", province, UnitRole.MODERATOR))
    assert faults(page) == []
    page.goto(LIST)
    for name in (OWN, SECRET):
        expect(page.get_by_role("link", name=name, exact=True).first).to_be_visible()
    for place in ("van-ban", "muc-day-du", "ai-lam-gi"):
        page.goto(f"/quan-tri/bao-cao/{place}/")
        assert faults(page) == [], place
    page.goto(reverse("bulk_import_upload"))
    assert faults(page) == []
