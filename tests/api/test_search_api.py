"""GET /api/v1/search and /suggest."""

from __future__ import annotations

import pytest
from django.test import Client

from search.engines import get_engine
from services_catalogue.models import ServicePage
from tests.factories import make_field, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def services(site_tree):
    make_service(
        code="1.000100", short_name="Đăng ký khai sinh", popular_names="làm giấy khai sinh"
    )
    make_service(code="1.000200", short_name="Đăng ký kết hôn")
    make_service(
        code="1.000300", short_name="Đổi giấy phép lái xe", field=make_field("Đường bộ", "duong-bo")
    )
    get_engine().rebuild(page.search_document() for page in ServicePage.objects.live())


def search(**parameters) -> dict:
    response = Client().get("/api/v1/search", parameters)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.parametrize(
    "query", ["đăng ký khai sinh", "dang ky khai sinh", "KHAI SINH", "1.000100"]
)
def test_with_marks_or_without_both_find(services, query):
    assert search(q=query)["items"][0]["code"] == "1.000100"


def test_the_answer_has_the_promised_members(services):
    body = search(q="đăng ký")
    assert set(body) == {
        "query", "total", "low_confidence", "engine", "took_ms", "items", "facets",
    }  # fmt: skip
    assert set(body["query"]) == {"text", "understood", "did_you_mean"}
    assert {"field", "agency", "level", "audience"} <= set(body["facets"])
    assert {
        "code", "title", "short_name", "url", "permalink", "summary", "highlights", "score",
        "online_level",
    } <= set(body["items"][0])  # fmt: skip


def test_facets_count_and_ignore_their_own_filter(services):
    body = search(field="duong-bo")
    assert [item["code"] for item in body["items"]] == ["1.000300"]
    counts = {value["value"]: value["count"] for value in body["facets"]["field"]}
    assert counts["ho-tich"] == 2
    assert counts["duong-bo"] == 1


def test_an_empty_query_lists_everything(services):
    assert search()["total"] == 3
    assert len(search(size=2, page=2)["items"]) == 1


def test_suggestions_complete_without_marks(services):
    items = Client().get("/api/v1/suggest", {"q": "dang ky ket"}).json()["items"]
    assert items[0]["code"] == "1.000200"
    assert items[0]["url"].startswith("http")


@pytest.mark.parametrize(
    "query",
    ["x" * 10_000, "a AND (b OR", '"', "title:*", "\x00\x01", "🙂", "   ", "[* TO *]", "\\"],
)
def test_no_input_breaks_it(services, query):
    search(q=query)
    assert Client().get("/api/v1/suggest", {"q": query}).status_code == 200
