"""GET /api/v1/services and /services/{code}."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from tests.factories import make_agency, make_field, make_service

pytestmark = pytest.mark.django_db


def get(path: str, **headers):
    return Client().get(f"/api/v1/{path}", headers=headers)


@pytest.fixture
def services(site_tree):
    land = make_field("Đất đai", "dat-dai")
    return [
        make_service(code="1.000300", short_name="Ba"),
        make_service(code="1.000100", short_name="Một", field=land, for_citizens=False),
        make_service(code="1.000200", short_name="Hai", at_commune=False, at_province=True),
        make_service(code="1.000400", publish=False),
    ]


def test_published_services_come_ordered_by_code(services):
    body = get("services").json()
    assert [item["code"] for item in body["items"]] == ["1.000100", "1.000200", "1.000300"]
    assert body["total"] == 3
    assert body["next"] is None
    first = body["items"][0]
    assert first["title"] == "Một"
    assert first["time"] == "5 ngày làm việc"
    assert first["fee"] == "115.000 đ"
    assert first["agency"] == "Sở Tư pháp"
    assert first["permalink"].endswith("/dv/1.000100")


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ("field=dat-dai", ["1.000100"]),
        ("audience=citizen", ["1.000200", "1.000300"]),
        ("level=province", ["1.000200"]),
        ("agency=so-tu-phap", ["1.000100", "1.000200", "1.000300"]),
        ("field=dat-dai&audience=citizen", []),
        ("life_event=khong-co", []),
    ],
)
def test_filters_combine(services, filters, codes):
    assert [item["code"] for item in get(f"services?{filters}").json()["items"]] == codes


def test_pages_link_to_each_other_and_lose_nothing(services):
    seen, path = [], "services?limit=2"
    while path:
        body = get(path).json()
        seen += [item["code"] for item in body["items"]]
        path = body["next"] and body["next"].split("/api/v1/")[1]
    assert seen == ["1.000100", "1.000200", "1.000300"]
    assert get("services?limit=2&offset=2").json()["previous"].endswith("limit=2&offset=0")


def test_a_list_takes_few_queries_however_long(services, django_assert_max_num_queries):
    for number in range(20):
        make_service(code=f"2.{number:06d}")
    with django_assert_max_num_queries(12):
        assert len(get("services?limit=100").json()["items"]) == 23


def test_one_service_whole(services):
    body = get("services/1.000300").json()
    limit = body["channels"][0]["time_limits"][0]
    assert limit["value"] == 5
    assert limit["unit"] == "working_day"
    assert limit["fees"][0]["amount"] == 115_000
    assert body["cases"][0]["documents"][0]["name"] == "Tờ khai"
    assert body["legal_bases"] == [{"number": "60/2014/QH13", "title": "Luật Hộ tịch", "url": ""}]


@pytest.mark.parametrize("variant", ["1000300", "1.000300.H49", "1.000300.01"])
def test_variants_of_a_code_find_it(services, variant):
    assert get(f"services/{variant}").json()["code"] == "1.000300"


@pytest.mark.parametrize("code", ["1.999999", "1.000400", "khong-phai-ma"])
def test_unknown_and_unpublished_are_problems(services, code):
    response = get(f"services/{code}")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404
    assert code in response.json()["detail"]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "level=huyen", "limit=nam"])
def test_bad_parameters_are_named(services, query):
    response = get(f"services?{query}")
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_answers_can_be_kept_and_revalidated(services):
    response = get("services")
    assert "max-age" in response.headers["Cache-Control"]
    assert get("services", **{"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_any_origin_may_read(services):
    response = get("services", Origin="https://bao.example")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_loop_is_braked_with_retry_after(services):
    statuses = []
    for number in range(310):
        response = get(f"services?offset={number}")
        statuses.append(response.status_code)
        if response.status_code == 429:
            break
    assert statuses[-1] == 429
    assert int(response.headers["Retry-After"]) >= 1
    assert response.headers["Content-Type"] == "application/problem+json"
    caches["limits"].clear()
    assert get("services?offset=9999").status_code == 200


def test_taxonomies_count_what_is_published(services):
    make_agency("Phòng Hộ tịch", "phong-ho-tich", phone="0203 5550 111")
    fields = {item["slug"]: item["services"] for item in get("fields").json()["items"]}
    assert fields == {"dat-dai": 1, "ho-tich": 2}
    agencies = {item["slug"]: item for item in get("agencies").json()["items"]}
    assert agencies["phong-ho-tich"]["phone"] == "0203 5550 111"
    assert get("life-events").json() == {"total": 0, "items": []}


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/services/", "/api/v2/services"])
def test_a_question_that_there_is_not_is_a_problem_too(site_tree, path):
    answer = Client().get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_scripts_of_other_sites_may_ask_whether_anything_changed(site_tree):
    asking = {
        "Origin": "https://xa.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    for path in ("/api/v1/services", "/en/dv/1.000100", "/dich-vu/atom.xml"):
        allowed = Client().options(path, headers=asking)
        assert "if-none-match" in allowed["Access-Control-Allow-Headers"]
        assert allowed["Access-Control-Allow-Origin"] == "*"
        told = Client().get(path, headers={"Origin": "https://xa.example"})
        assert "ETag" in told["Access-Control-Expose-Headers"]
