"""The front page: search first, then ways to browse; nothing that is not there."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import caches

from core.models import PortalSettings
from news.models import NewsIndexPage, NewsPage
from search.engines import get_engine
from tests.factories import make_field
from tests.pages.catalogue import make_event, make_service_of, make_tree
from tests.pages.markup import HOSTILE, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(site_tree):
    tree = make_tree()
    event = make_event("Có con nhỏ", "co-con-nho")
    make_event("Khởi sự kinh doanh", "khoi-su", "business")
    for number, (name, popularity) in enumerate(
        [("Đăng ký khai sinh", 900), ("Đăng ký kết hôn", 500), ("Cấp thẻ căn cước", 100)]
    ):
        field = make_field(f"Lĩnh vực {number}", f"linh-vuc-{number}")
        make_service_of(
            tree["ubnd-cap-xa"], field, event, official_name=name, popularity=popularity
        )
    return tree


def news(title, day, **values):
    page = NewsPage(title=title, date=day, **values)
    NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def test_search_comes_first_and_goes_to_the_results(catalogue, visitor):
    page = read(visitor.get("/"))
    form = next(values for tag, values in page.tags if tag == "form")
    assert (form["action"], form["role"]) == ("/tim-kiem/", "search")
    assert "/tim-kiem/?q=gi%E1%BA%A5y%20khai%20sinh" in page.links


def test_lists_lead_on(catalogue, visitor):
    page = read(visitor.get("/"))
    for path in ("/su-kien/co-con-nho/", "/su-kien/khoi-su/", "/linh-vuc/linh-vuc-0/"):
        assert path in page.links
        assert visitor.get(path).status_code == 200
    assert page.text.index("Đăng ký khai sinh") < page.text.index("Đăng ký kết hôn")
    assert "115.000 đ" in page.text and "5 ngày làm việc" in page.text


def test_the_commune_picker_leads_to_the_commune_without_a_script(catalogue, visitor):
    page = read(visitor.get("/"))
    choices = [values["value"] for tag, values in page.tags if tag == "option"]
    assert choices == ["", "phuong-ha-tu", "xa-ba-che"]
    answer = visitor.get("/co-quan/", {"at": "phuong-ha-tu"})
    assert answer["Location"] == "/co-quan/phuong-ha-tu/"
    english = visitor.get("/en/co-quan/", {"at": "phuong-ha-tu"})
    assert english["Location"] == "/en/co-quan/phuong-ha-tu/"
    assert visitor.get("/co-quan/", {"at": "khong-co"}).status_code == 200


def test_the_latest_three_news_stand_there(catalogue, visitor):
    for day in range(1, 6):
        news(f"Tin ngày {day}", date(2026, 11, day))
    text = read(visitor.get("/")).text
    assert [day for day in range(1, 6) if f"Tin ngày {day}" in text] == [3, 4, 5]


def test_an_empty_portal_has_a_front_page(site_tree, visitor):
    page = read(visitor.get("/"))
    assert "Bạn cần làm thủ tục gì?" in page.text
    assert "Nhiều người làm nhất" not in page.text
    assert "Tin mới" not in page.text


def test_editors_set_question_searches_and_business_links(catalogue, visitor):
    home = site_page()
    home.question, home.popular_searches = "Hôm nay bạn cần gì?", "sổ đỏ\n\n  nhập khẩu "
    home.business_links = [("link", {"text": "Mở quán", "url": "/su-kien/khoi-su/"})]
    home.save_revision().publish()
    caches["pages"].clear()
    page = read(visitor.get("/"))
    assert "Hôm nay bạn cần gì?" in page.text and "Mở quán" in page.text
    assert [link for link in page.links if "/tim-kiem/?q=" in link] == [
        "/tim-kiem/?q=s%E1%BB%95%20%C4%91%E1%BB%8F",
        "/tim-kiem/?q=nh%E1%BA%ADp%20kh%E1%BA%A9u",
    ]


def test_machines_learn_who_runs_the_portal_and_how_to_search(catalogue, visitor):
    PortalSettings.objects.update(hotline="1900 1000")
    kinds = {data["@type"]: data for data in read(visitor.get("/")).linked_data}
    assert kinds["GovernmentOrganization"]["telephone"] == "1900 1000"
    target = kinds["WebSite"]["potentialAction"]["target"]
    assert target == "http://localhost:8000/tim-kiem/?q={search_term_string}"


def test_hostile_texts_stay_texts(catalogue, visitor):
    make_event(HOSTILE[:100], "xau", description=HOSTILE)
    home = site_page()
    home.popular_searches = HOSTILE
    home.save_revision().publish()
    assert "<script>alert" not in visitor.get("/").content.decode()
    read(visitor.get("/"))


def test_without_an_engine_the_services_still_stand_there(catalogue, visitor, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    get_engine.cache_clear()
    assert "Đăng ký khai sinh" in read(visitor.get("/")).text


def test_few_queries_and_no_cookie(catalogue, visitor, django_assert_max_num_queries):
    visitor.get("/")
    caches["pages"].clear()
    with django_assert_max_num_queries(15):
        answer = visitor.get("/")
    assert not answer.cookies


def test_english_interface(catalogue, visitor):
    page = read(visitor.get("/en/"))
    assert "/en/su-kien/co-con-nho/" in page.links
    assert not [link for link in page.links if link.startswith("/su-kien")]


def site_page():
    from home.models import HomePage

    return HomePage.objects.get()
