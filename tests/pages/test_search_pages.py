"""The service index and the search results: facets in a plain form, paging, helpful when empty."""

from __future__ import annotations

import pytest

from core.models import PortalSettings
from search.engines import get_engine
from services_catalogue.documents import document_for
from services_catalogue.models import LifeEvent, ServicePage
from tests.factories import make_field, make_service
from tests.pages.markup import HOSTILE, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(site_tree):
    """Twenty-five services of two fields, in the index."""
    for number in range(25):
        business = number % 5 == 0
        make_service(
            official_name=f"Thủ tục cấp giấy phép số {number}",
            field=make_field("Kinh doanh", "kinh-doanh") if business else make_field(),
            for_businesses=business,
            popularity=number,
        )
    get_engine().rebuild(document_for(page) for page in ServicePage.objects.all())


def boxes(page, name):
    return [values for tag, values in page.tags if tag == "input" and values.get("name") == name]


def test_the_index_lists_all_most_used_first(services, visitor):
    shown = read(visitor.get("/dich-vu/"))
    assert "25 dịch vụ" in shown.text
    assert "Trang 1 trên 2" in shown.text
    assert shown.text.index("giấy phép số 24") < shown.text.index("giấy phép số 23")


def test_the_second_page_follows(services, visitor):
    first = read(visitor.get("/dich-vu/"))
    following = next(link for link in first.links if "page=2" in link)
    second = read(visitor.get(following))
    assert "Trang 2 trên 2" in second.text
    assert second.text.count("Thời hạn: 5 ngày làm việc") == 5


def test_facets_are_a_plain_form_with_counts(services, visitor):
    shown = read(visitor.get("/dich-vu/?field=kinh-doanh"))
    assert "5 dịch vụ" in shown.text
    ticked = {box["value"]: "checked" in box for box in boxes(shown, "field")}
    assert ticked == {"ho-tich": False, "kinh-doanh": True}
    assert "Hộ tịch 20" in shown.text, "a facet's counts ignore its own choice"
    assert "Bỏ lọc: Kinh doanh" in shown.text
    assert [tag for tag, values in shown.tags if tag == "button"], "it works without a script"


def test_a_filtered_list_is_not_for_search_engines(services, visitor):
    robots = [
        v for t, v in read(visitor.get("/dich-vu/?field=ho-tich")).tags if v.get("name") == "robots"
    ]
    assert robots[0]["content"].startswith("noindex")
    assert not [v for t, v in read(visitor.get("/dich-vu/")).tags if v.get("name") == "robots"]


def test_results_mark_the_words_and_keep_the_question(services, visitor):
    shown = read(visitor.get("/tim-kiem/", {"q": "giấy phép số 7", "field": "ho-tich"}))
    assert "mark" in [tag for tag, _values in shown.tags]
    assert boxes(shown, "q")[0]["value"] == "giấy phép số 7"
    assert [box for box in boxes(shown, "q") if box["type"] == "hidden"], "facets keep the question"


def test_english_results_stay_english(services, visitor):
    shown = read(visitor.get("/en/dich-vu/?field=kinh-doanh"))
    own = [link for link in shown.links if "giay-phep" in link or "gi%E1%BA%A5y" in link]
    assert len(own) == 5
    assert all(link.startswith("/en/") for link in own)


def test_nothing_found_helps_on(services, visitor):
    LifeEvent.objects.create(
        name="Có con nhỏ", slug="co-con-nho", aliases="em bé mới sinh", icon="baby"
    )
    LifeEvent.objects.create(name="Hưu trí", slug="huu-tri", icon="armchair")
    settings = PortalSettings.objects.get()
    settings.hotline = "1900 558 826"
    settings.save()
    shown = read(visitor.get("/tim-kiem/", {"q": "xyzzyq em bé", "field": "kinh-doanh"}))
    assert "Chưa tìm thấy dịch vụ cho “xyzzyq em bé”" in shown.text
    assert "/su-kien/co-con-nho/" in shown.links
    assert "/su-kien/huu-tri/" not in shown.links
    assert "tel:1900558826" in shown.links


def test_hostile_questions_stay_text(services, visitor):
    shown = read(visitor.get("/tim-kiem/", {"q": HOSTILE, "field": HOSTILE, "page": HOSTILE}))
    assert not [tag for tag, values in shown.tags if tag == "img" and values.get("src") == "x"]


def test_without_an_index_the_page_offers_another_way(site_tree, visitor):
    shown = read(visitor.get("/dich-vu/"))
    assert "Tạm thời chưa tìm được" in shown.text
    assert "/linh-vuc/" in shown.links


def test_suggestions_are_options_with_addresses(services, visitor):
    response = visitor.get("/tim-kiem/goi-y", {"q": "giay phep"})
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count('role="option"') == 8
    assert 'data-url="/dich-vu/' in html
    english = visitor.get("/en/tim-kiem/goi-y", {"q": "giay phep"}).content.decode()
    assert 'data-url="/en/dich-vu/' in english
