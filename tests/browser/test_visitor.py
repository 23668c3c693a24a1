""" "Tôi ở …" in a real browser: remembered there and nowhere else, said again, forgotten on request."""

from __future__ import annotations

import pytest

from search.engines import get_engine
from services_catalogue.documents import document_for
from services_catalogue.models import ServicePage
from tests.factories import make_agency, make_service

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def address(site_tree, live_server):
    ward = make_agency("Uỷ ban nhân dân phường Hà Tu", "phuong-ha-tu", kind="commune")
    make_agency("Trung tâm Hà Tu", "trung-tam-ha-tu", kind="service_centre", parent=ward)
    make_service(short_name="Đăng ký khai sinh")
    get_engine().rebuild(document_for(one) for one in ServicePage.objects.all())
    return f"{live_server.url}/tim-kiem/?q=khai+sinh"


def say(page, place, audience=""):
    page.locator(".visitor > summary").click()
    page.get_by_label("Tôi ở").select_option(place)
    page.get_by_label("Tôi là").select_option(audience)
    page.get_by_role("button", name="Áp dụng").click()


def test_it_is_remembered_in_the_browser_and_said_with_the_next_search(address, new_context):
    context = new_context()
    page = context.new_page()
    page.goto(address)
    say(page, "phuong-ha-tu")
    page.wait_for_url("**at=phuong-ha-tu")
    assert "who" not in page.url
    assert page.get_by_text("Làm gần bạn:").count() == 1
    assert context.cookies() == []
    page.goto(address.partition("/tim-kiem")[0])
    box = page.locator("main form[data-suggest] input[type=search]").first
    box.fill("khai sinh")
    box.press("Enter")
    page.wait_for_url("**at=phuong-ha-tu**")


def test_it_is_forgotten_when_nothing_is_chosen(address, page):
    page.goto(address)
    say(page, "phuong-ha-tu", "citizen")
    page.wait_for_url("**who=citizen")
    say(page, "")
    page.wait_for_url(address)
    assert page.evaluate("localStorage.getItem('visitor')") is None


def test_a_link_from_somebody_else_leaves_what_is_remembered(address, page):
    page.goto(f"{address}&at=phuong-ha-tu")
    assert page.evaluate("localStorage.getItem('visitor')") is None


def test_without_scripts_it_holds_by_the_address(address, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    say(page, "phuong-ha-tu")
    page.wait_for_url("**at=phuong-ha-tu**")
    assert page.get_by_text("Làm gần bạn:").count() == 1
    assert page.get_by_text("Chỉ nhớ trong trình duyệt này").is_hidden()
