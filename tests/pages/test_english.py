"""What English pages say of the few fixed words that the index and the settings keep in Vietnamese."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from core import menus
from core.models import PortalSettings
from search.engines import get_engine
from search.facets import shown_label
from services_catalogue.documents import document_for
from services_catalogue.facts import duration, money
from services_catalogue.listed_facts import in_own_language
from services_catalogue.models import ServicePage
from services_catalogue.vocabulary import DurationUnit
from tests.factories import make_field, make_service
from tests.pages.markup import read

pytestmark = pytest.mark.skipif(
    not (Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.mo").exists(),
    reason="locale/ is not compiled (make setup compiles it)",
)


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("5 ngày làm việc", "5 working days"),
        ("1 ngày làm việc", "1 working day"),
        ("1 ngày", "1 day"),
        ("24 giờ", "24 hours"),
        ("1,5 tháng", "1.5 months"),
        ("Miễn phí", "Free"),
        ("115.000 đ", "115,000 đ"),
        ("0 đ đến 1.200.000 đ", "0 đ to 1,200,000 đ"),
    ],
)
def test_facts_of_lists_are_said_anew(vietnamese, english):
    with override("en"):
        assert in_own_language(vietnamese) == english
    with override("vi"):
        assert in_own_language(vietnamese) == vietnamese


@pytest.mark.parametrize("words", ["Trong ngày", "Theo diện tích", "5 ngày làm việc hoặc hơn", ""])
def test_words_of_a_service_are_left_to_it(words):
    with override("en"):
        assert in_own_language(words) is None


@pytest.mark.parametrize("unit", DurationUnit)
def test_every_unit_is_read_back(unit):
    with override("vi"):
        written = duration(30, unit)
    with override("en"):
        assert in_own_language(written) == duration(30, unit) != written


def test_money_is_read_back():
    for amount in (0, 500, 8_000, 140_000, 12_345_678):
        with override("vi"):
            written = money(amount)
        with override("en"):
            assert in_own_language(written) == money(amount)


def test_names_in_facets_stay_and_fixed_words_do_not():
    with override("en"):
        assert shown_label("online_level", "Làm trọn trên mạng") == "Fully online"
        assert shown_label("level", "Cấp xã") == "Commune"
        assert shown_label("field", "Hướng dẫn") == "Hướng dẫn"


def test_the_index_is_vietnamese_whoever_publishes(site_tree):
    page = make_service()
    with override("en"):
        document = document_for(page)
    assert document == document_for(page)
    assert document.online_level.label == "Làm trọn trên mạng"
    assert document.time_text == "5 ngày làm việc"
    assert document.url.startswith("/dich-vu/")


def test_a_list_of_services_in_english(site_tree, visitor):
    make_service(online_level="partial", field=make_field("Kinh doanh", "kinh-doanh"))
    make_service()
    get_engine().rebuild(document_for(page) for page in ServicePage.objects.all())
    shown = read(visitor.get("/en/dich-vu/"))
    for words in ("2 services", "Partly online", "5 working days", "115,000 đ", "Kinh doanh"):
        assert words in shown.text
    for words in ("Làm một phần", "ngày làm việc", "Dịch vụ"):
        assert words not in shown.text


@pytest.mark.django_db
def test_the_portal_says_its_name():
    portal = PortalSettings(province_name="Thành phố Huế")
    with override("en"):
        assert portal.full_name == "Huế City Public Service Portal"
        portal.portal_name = "Cổng của tỉnh"
        assert portal.shown_name == "Cổng của tỉnh", "a name of its own is nobody's to translate"
    with override("vi"):
        portal = PortalSettings(province_name="Tỉnh Quảng Ninh")
        assert portal.full_name == "Cổng dịch vụ công tỉnh Quảng Ninh"


def test_the_menu_is_whole_when_the_first_visitor_reads_english():
    menus.exists.cache_clear()
    with override("en"):
        hrefs = [link.href for link in menus.header_links()]
    assert "/co-quan/" in hrefs
