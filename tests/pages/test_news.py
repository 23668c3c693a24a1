"""News: the list by kind, and an item."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import caches

from tests.pages.markup import HOSTILE, read
from tests.pages.prose import make_news

pytestmark = pytest.mark.django_db


def test_news_newest_first_and_by_kind(site_tree, visitor):
    make_news("Tin cũ", date=date(2026, 1, 2))
    make_news("Tin mới", date=date(2026, 11, 2), kind="announcement", source="Sở Y tế")
    page = read(visitor.get("/tin-tuc/"))
    assert page.text.index("Tin mới") < page.text.index("Tin cũ")
    assert "2/11/2026 · Sở Y tế" in page.text
    told = read(visitor.get("/tin-tuc/?kind=announcement"))
    assert "Tin mới" in told.text and "Tin cũ" not in told.text
    assert "Tin cũ" in read(visitor.get("/tin-tuc/?kind=<script>")).text


def test_paging_keeps_the_kind(site_tree, visitor):
    for day in range(13):
        make_news(f"Tin {day}", date=date(2026, 11, 1) + timedelta(days=day))
    assert "/tin-tuc/?kind=news&page=2" in read(visitor.get("/tin-tuc/?kind=news")).links
    assert "/tin-tuc/?kind=news" in read(visitor.get("/tin-tuc/?kind=news&page=2")).links
    assert visitor.get("/tin-tuc/?page=9").status_code == 404


def test_an_item_shows_its_blocks_and_what_machines_ask(site_tree, visitor):
    other = make_news("Tin khác hẳn")
    item = make_news(summary="Các nơi tiếp nhận nghỉ hai ngày.", source="Văn phòng")
    assert item.get_url() == "/tin-tuc/lich-nghi-le/", "addresses are in plain letters"
    page = read(visitor.get(item.get_url()))
    for words in ("Trước khi bắt đầu", "Tìm dịch vụ.", "Mang bản gốc.", "Nộp thay được không?"):
        assert words in page.text
    assert other.get_url() in page.links
    data = {one["@type"]: one for one in page.linked_data}
    assert data["NewsArticle"]["datePublished"] == "2026-11-20"
    assert [one["name"] for one in data["BreadcrumbList"]["itemListElement"]][-1] == "Tin tức"


def test_hostile_texts_stay_texts(site_tree, visitor):
    item = make_news(HOSTILE[:60], summary=HOSTILE, source=HOSTILE, slug="xau")
    read(visitor.get(item.get_url()))
    read(visitor.get("/tin-tuc/"))


def test_a_draft_is_nowhere(site_tree, visitor):
    item = make_news("Chưa đăng")
    item.unpublish()
    assert "Chưa đăng" not in read(visitor.get("/tin-tuc/")).text
    assert visitor.get(item.get_url()).status_code == 404


@pytest.mark.parametrize("path", ["/tin-tuc/", "/tin-tuc/tin-0/", "/en/tin-tuc/tin-0/"])
def test_few_queries_and_no_cookie(site_tree, visitor, path, django_assert_max_num_queries):
    for number in range(8):
        make_news(f"Tin {number}")
    visitor.get(path)
    caches["pages"].clear()
    with django_assert_max_num_queries(15):
        answer = visitor.get(path)
    read(answer)
