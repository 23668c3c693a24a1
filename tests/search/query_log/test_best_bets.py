"""Editors' best bets stand first on the page of their query, and nowhere else."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.engines import get_engine
from services_catalogue.models import ServicePage
from tests.factories import make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(site_tree) -> list[ServicePage]:
    """Three services about one thing."""
    get_engine().rebuild([])
    pages = [
        make_service(code="1.001193", short_name="Đăng ký khai sinh", popularity=900),
        make_service(code="1.004884", short_name="Đăng ký lại khai sinh"),
        make_service(code="2.000815", short_name="Chứng thực bản sao"),
    ]
    get_engine().rebuild([page.search_document() for page in pages])
    return pages


def promote(text: str, page: ServicePage | None, **values) -> SearchPromotion:
    query = Query.get(text)
    return SearchPromotion.objects.create(
        query=query, page=page, sort_order=query.editors_picks.count(), **values
    )


def page(address: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(address).content, "html.parser")


def best(html: BeautifulSoup) -> list[str]:
    return [" ".join(link.text.split()) for link in html.select(".best-bets h3 a")]


def codes(html: BeautifulSoup) -> list[str]:
    return [result["data-code"] for result in html.select(".result[data-code]")]


def test_a_best_bet_stands_first_and_once(services):
    promote("khai sinh", services[1])
    html = page("/tim-kiem/?q=khai+sinh")
    assert "Gợi ý của cơ quan" in html.select_one(".best-bets").text
    assert best(html) == ["Đăng ký lại khai sinh"]
    assert codes(html)[:2] == ["1.004884", "1.001193"]
    assert codes(html).count("1.004884") == 1
    assert len(html.select(".result--best")) == 1


@pytest.mark.parametrize("typed", ["Khai Sinh", "khai+sinh", "KHAI-SINH?"])
def test_marks_capitals_and_punctuation_do_not_count(services, typed):
    promote("Khai sinh", services[2])
    assert best(page(f"/tim-kiem/?q={typed}")) == ["Chứng thực bản sao"]


@pytest.mark.parametrize("rest", ["q=khai", "q=khai+sinh&page=2", "q=khai+sinh&sort=name",
                                  "q=khai+sinh&field=ho-tich", "q="])  # fmt: skip
def test_elsewhere_it_does_not_show(services, rest):
    promote("khai sinh", services[2])
    assert best(page(f"/tim-kiem/?{rest}")) == []


def test_it_helps_where_nothing_is_found(services):
    promote("xyzxyz qwrtp", services[0])
    html = page("/tim-kiem/?q=xyzxyz+qwrtp")
    assert best(html) == ["Đăng ký khai sinh"]
    assert html.select_one(".nothing") is None


def test_a_link_elsewhere_with_words_of_its_own(services):
    promote("nhà xã hội", None, external_link_url="https://example.vn/nha",
            external_link_text="Danh sách <dự án>", description="Do Sở Xây dựng công bố.")  # fmt: skip
    html = page("/tim-kiem/?q=nha+xa+hoi")
    assert best(html) == ["Danh sách <dự án>"]
    link = html.select_one(".best-bets h3 a")
    assert link["href"] == "https://example.vn/nha"
    assert "Do Sở Xây dựng công bố." in html.select_one(".best-bets").text


def test_a_change_shows_at_once_also_on_a_kept_page(services, django_capture_on_commit_callbacks):
    address = "/tim-kiem/?q=khai+sinh"
    assert best(page(address)) == []
    with django_capture_on_commit_callbacks(execute=True):
        one = promote("khai sinh", services[2])
    assert best(page(address)) == ["Chứng thực bản sao"]
    with django_capture_on_commit_callbacks(execute=True):
        services[2].short_name = "Sao y bản chính"
        services[2].save_revision().publish()
    assert best(page(address)) == ["Sao y bản chính"]
    with django_capture_on_commit_callbacks(execute=True):
        services[2].unpublish()
    assert best(page(address)) == []
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert best(page(address)) == []


def test_reading_them_costs_a_visitor_no_query(services, django_assert_num_queries):
    promote("khai sinh", services[2])
    page("/tim-kiem/?q=khai+sinh")
    from search.best_bets import best_bets
    from search.queries import Query as Search

    with django_assert_num_queries(0):
        assert len(best_bets(Search("KHAI sinh"))) == 1
        assert best_bets(Search("chứng thực")) == ()
