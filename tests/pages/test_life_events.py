"""Life events: the list, and the services that one takes, by field."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from search.engines import get_engine
from tests.factories import make_field
from tests.pages.catalogue import make_event, make_service_of
from tests.pages.markup import HOSTILE, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(site_tree):
    made = make_event("Có con nhỏ", "co-con-nho", description="Những giấy tờ đầu tiên cho bé.")
    civil, tax = make_field("Hộ tịch", "ho-tich"), make_field("Thuế", "thue")
    make_service_of(field=tax, event=made, official_name="Giảm thuế khi nuôi con", popularity=50)
    make_service_of(field=civil, event=made, official_name="Khai sinh lưu động", popularity=5)
    make_service_of(field=civil, event=made, official_name="Đăng ký khai sinh", popularity=90)
    make_event("Khởi sự kinh doanh", "khoi-su", "business", sort_order=1)
    make_event("Hưu trí", "huu-tri", sort_order=9)
    return made


def test_the_list_keeps_the_editors_order_and_counts(event, visitor):
    page = read(visitor.get("/su-kien/"))
    order = [
        "Người dân",
        "Có con nhỏ",
        "3 dịch vụ",
        "Hưu trí",
        "Doanh nghiệp",
        "Khởi sự kinh doanh",
    ]
    places = [page.text.index(words) for words in order]
    assert places == sorted(places)
    assert "0 dịch vụ" not in page.text


def test_services_stand_by_field_most_needed_first(event, visitor):
    page = read(visitor.get("/su-kien/co-con-nho/"))
    order = ["Đăng ký khai sinh", "Khai sinh lưu động", "Giảm thuế khi nuôi con"]
    places = [page.text.index(name) for name in order]
    assert places == sorted(places)
    assert "Những giấy tờ đầu tiên cho bé." in page.text
    assert "3 dịch vụ" in page.text


def test_one_field_alone(event, visitor):
    page = read(visitor.get("/su-kien/co-con-nho/?field=thue"))
    assert "Giảm thuế khi nuôi con" in page.text
    assert "Khai sinh lưu động" not in page.text
    everything = read(visitor.get("/su-kien/co-con-nho/?field=khong-co"))
    assert "Khai sinh lưu động" in everything.text


def test_many_services_come_in_pages(event, visitor):
    for _ in range(30):
        make_service_of(event=event)
    assert "/su-kien/co-con-nho/?page=2" in read(visitor.get("/su-kien/co-con-nho/")).links
    assert "Trang 2 trên 2" in read(visitor.get("/su-kien/co-con-nho/?page=2")).text
    assert visitor.get("/su-kien/co-con-nho/?page=3").status_code == 404


def test_an_event_without_services_says_so(event, visitor):
    assert "Chưa có dịch vụ nào cho việc này" in read(visitor.get("/su-kien/huu-tri/")).text
    assert visitor.get("/su-kien/khong-co/").status_code == 404


def test_without_an_engine_the_page_is_not_kept(event, visitor, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    get_engine.cache_clear()
    assert "no-store" in visitor.get("/su-kien/co-con-nho/")["Cache-Control"]


def test_hostile_texts_stay_texts(event, visitor):
    event.description = HOSTILE
    event.save()
    read(visitor.get("/su-kien/co-con-nho/"))


@pytest.mark.parametrize("path", ["/su-kien/", "/su-kien/co-con-nho/", "/en/su-kien/co-con-nho/"])
def test_few_queries_and_no_cookie(event, visitor, path, django_assert_max_num_queries):
    visitor.get(path)
    caches["pages"].clear()
    with django_assert_max_num_queries(15):
        answer = visitor.get(path)
    read(answer)
