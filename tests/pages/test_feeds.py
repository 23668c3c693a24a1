"""Feeds of news and services."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from search.engines import get_engine
from services_catalogue.models import LifeEvent, ServicePage
from tests.factories import make_field, make_service
from tests.pages.markup import HOSTILE, read
from tests.pages.prose import make_news

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def parse(answer):
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    return ElementTree.fromstring(answer.content)


def test_news_as_atom(site_tree, visitor):
    make_news("Tin một", summary="Tóm & tắt <b>", date=date(2026, 11, 1), source="Sở Y tế")
    item = make_news("Tin hai", date=date(2026, 11, 2), kind="announcement")
    feed = parse(visitor.get("/tin-tuc/atom.xml"))
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["Tin hai", "Tin một"]
    first, second = entries
    assert first.find(f"{ATOM}link").get("href") == f"http://localhost:8000{item.get_url()}"
    assert first.find(f"{ATOM}category").get("term") == "Thông báo"
    assert second.findtext(f"{ATOM}summary") == "Tóm &amp; tắt &lt;b&gt;", "readers take it as HTML"
    own = [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
    assert own == ["http://localhost:8000/tin-tuc/atom.xml"]


def test_the_identity_of_news_outlives_its_address(site_tree, visitor):
    item = make_news()

    def identity():
        from django.core.cache import caches

        caches["pages"].clear()
        return parse(visitor.get("/tin-tuc/atom.xml")).findtext(f"{ATOM}entry/{ATOM}id")

    before = identity()
    item.slug = "dia-chi-moi"
    item.save_revision().publish()
    assert identity() == before


def test_news_as_rss(site_tree, visitor):
    make_news("Tin một")
    feed = parse(visitor.get("/tin-tuc/rss.xml"))
    assert feed.tag == "rss"
    assert feed.findtext("channel/item/title") == "Tin một"


def test_services_by_their_last_change(site_tree, visitor):
    first = make_service(official_name="Việc một")
    make_service(official_name="Việc hai")
    make_service(official_name="Bản nháp", publish=False)
    first.summary = "Đã đổi mức phí."
    first.save_revision().publish()
    entries = parse(visitor.get("/dich-vu/atom.xml")).findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["Việc một", "Việc hai"]
    assert entries[0].findtext(f"{ATOM}summary") == "Đã đổi mức phí."
    assert entries[0].findtext(f"{ATOM}id") == f"http://localhost:8000/dv/{first.code}"


def test_services_of_one_field(site_tree, visitor):
    make_service(official_name="Việc của đất", field=make_field("Đất đai", "dat-dai"))
    make_service(official_name="Việc khác")
    feed = parse(visitor.get("/linh-vuc/dat-dai/atom.xml"))
    assert [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")] == [
        "Việc của đất"
    ]
    assert visitor.get("/linh-vuc/khong-co/atom.xml").status_code == 404


def test_empty_and_hostile_feeds_are_well_formed(site_tree, visitor):
    assert not parse(visitor.get("/tin-tuc/atom.xml")).findall(f"{ATOM}entry")
    make_news(HOSTILE[:60] + "\x0b", summary=HOSTILE, source=HOSTILE, slug="xau")
    parse(visitor.get("/tin-tuc/rss.xml"))


@pytest.mark.parametrize(
    "path",
    ["/tin-tuc/atom.xml", "/tin-tuc/rss.xml", "/dich-vu/atom.xml", "/linh-vuc/ho-tich/atom.xml"],
)
def test_few_queries(site_tree, visitor, path, django_assert_max_num_queries):
    for number in range(6):
        make_service()
        make_news(f"Tin {number}")
    with django_assert_max_num_queries(8):
        parse(visitor.get(path))


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/linh-vuc/ho-tich/"])
def test_pages_name_their_feeds(site_tree, visitor, path):
    make_service()
    page = read(visitor.get(path))
    feeds = [v["href"] for tag, v in page.tags if tag == "link" and "atom" in (v.get("type") or "")]
    assert feeds
    for feed in feeds:
        parse(visitor.get(feed))


def test_services_of_an_agency_and_of_a_life_event(site_tree, visitor):
    event = LifeEvent.objects.create(name="Có con nhỏ", slug="co-con-nho")
    page = make_service(code="1.000100", short_name="Khai sinh")
    page.life_events.add(event)
    page.save_revision().publish()
    make_service(code="1.000200")
    for address, number in (("/co-quan/so-tu-phap/", 2), ("/su-kien/co-con-nho/", 1)):
        feed = parse(visitor.get(f"{address}atom.xml"))
        assert len(feed.findall(f"{ATOM}entry")) == number, address
        assert f'href="{address}atom.xml"' in visitor.get(address).content.decode()
    assert visitor.get("/co-quan/khong-co/atom.xml").status_code == 404


def test_a_search_can_be_followed(site_tree, visitor):
    make_service(code="1.000100", short_name="Đăng ký khai sinh")
    other = make_field("Xây dựng", "xay-dung")
    make_service(code="1.000200", short_name="Cấp giấy phép xây dựng", field=other)
    get_engine().rebuild(page.search_document() for page in ServicePage.objects.live())
    feed = parse(visitor.get("/tim-kiem/atom.xml?q=khai+sinh&field=ho-tich"))
    codes = [one.text for one in feed.findall(f"{ATOM}entry/{ATOM}id")]
    assert codes == ["http://localhost:8000/dv/1.000100"]
    assert (
        'href="/tim-kiem/atom.xml?q=khai+sinh"'
        in visitor.get("/tim-kiem/?q=khai+sinh").content.decode()
    )


def test_assistants_are_told_where_the_facts_are(site_tree, visitor):
    make_service(code="1.000100")
    answer = visitor.get("/llms.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    said = answer.content.decode()
    assert "http://localhost:8000/api/v1/openapi.json" in said
    assert "[Hộ tịch](http://localhost:8000/linh-vuc/ho-tich/)" in said
