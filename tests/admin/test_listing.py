"""Editors find a service by code, words, field, level and status, in the menu's list and the explorer."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services_catalogue.models import ServiceIndexPage
from tests.factories import make_field, make_service

LIST = "/quan-tri/dich_vu_cong/"


@pytest.fixture
def services(site_tree):
    """Three services in two fields; the last was never published."""
    land = make_field("Đất đai", "dat-dai")
    return [
        make_service(code="1.001193", official_name="Thủ tục đăng ký khai sinh"),
        make_service(code="1.012753.H19", official_name="Đăng ký đất đai lần đầu", field=land,
                     online_level="partial", at_commune=False, at_province=True),
        make_service(code="2.000815", official_name="Chứng thực bản sao", publish=False),
    ]  # fmt: skip


def titles(browser, address: str, **query: str) -> set[str]:
    html = browser.get(address, query).content.decode()
    return {
        name
        for name in ("Đăng ký khai sinh", "Đăng ký đất đai lần đầu", "Chứng thực bản sao")
        if name in html
    }


@pytest.mark.parametrize("place", ["menu", "explorer"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "1.001193"}, {"Đăng ký khai sinh"}),
        ({"q": "001193"}, {"Đăng ký khai sinh"}),
        ({"q": " 1.012753.h19 "}, {"Đăng ký đất đai lần đầu"}),
        ({"q": "khai sinh"}, {"Đăng ký khai sinh"}),
        ({"q": "9.999999"}, set()),
        ({"field": "dat-dai"}, {"Đăng ký đất đai lần đầu"}),
        ({"online_level": "partial"}, {"Đăng ký đất đai lần đầu"}),
        ({"level": "province"}, {"Đăng ký đất đai lần đầu"}),
        ({"live": "draft"}, {"Chứng thực bản sao"}),
        ({"live": "live"}, {"Đăng ký khai sinh", "Đăng ký đất đai lần đầu"}),
        ({"live": "changed"}, set()),
        ({"q": "1.0", "ordering": "-code"}, {"Đăng ký khai sinh", "Đăng ký đất đai lần đầu"}),
    ],
)
def test_services_are_found(services, editor, place, query, found):
    address = (
        LIST
        if place == "menu"
        else reverse("wagtailadmin_explore", args=[ServiceIndexPage.objects.get().pk])
    )
    if "field" in query:
        query = {"field": str(services[1].field.pk)}
    assert titles(editor, address, **query) == found


def test_a_row_shows_code_field_and_level(services, editor):
    html = editor.get(LIST).content.decode()
    row = next(part for part in html.split("<tr") if "1.012753.H19" in part)
    assert "Đất đai" in row
    assert "Làm một phần trên mạng" in row
    assert "đã xuất bản" in row


def test_fields_of_all_rows_come_in_one_query(services, editor):
    with CaptureQueriesContext(connection) as queries:
        editor.get(LIST)
    of_fields = [
        query["sql"] for query in queries if 'FROM "services_catalogue_field" WHERE' in query["sql"]
    ]
    assert len(of_fields) == 1


def menu(browser) -> list[str]:
    html = browser.get("/quan-tri/").content.decode()
    props = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.S)[1])
    return re.findall(r'"name": "([\w-]+)"', json.dumps(props))


def test_menu_shows_what_editors_use(people):
    entries = menu(people["bientap"])
    assert entries.index("explorer") < entries.index("dich-vu-cong") < entries.index("images")
    for hidden in ("help", "whats-new", "page-types-usage", "settings", "danh-muc"):
        assert hidden not in entries
    assert "danh-muc" in menu(people["duyet"])
    assert "settings" in menu(people["quantri"])


def test_the_admin_carries_our_name_and_emblem(people, visitor):
    login = visitor.get("/quan-tri/login/").content.decode()
    home = people["bientap"].get("/quan-tri/").content.decode()
    for html in (login, home):
        assert "img/emblem.svg" in html
        assert "css/admin.css" in html
        assert "Wagtail</title>" not in html
    assert "Tỉnh Quảng Ninh" in login
    assert "Mật khẩu" in login
    assert "Password" not in login
