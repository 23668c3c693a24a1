"""oEmbed 1.0: what a publisher's server asks, and what it must never get."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories import make_service

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"


@pytest.fixture
def service(site_tree):
    return make_service(code="1.000100", short_name="Đăng ký khai sinh & nhận <con>")


def ask(url: str, **parameters):
    return Client().get("/oembed", {"url": url, **parameters})


@pytest.mark.parametrize(
    "path",
    [
        "/dv/1.000100",
        "/dv/1.000100.H49?th=2",
        "/en/dv/1.000100",
        "/nhung/1.000100",
        "/dv/1.000100/",
    ],
)
def test_our_addresses_become_a_card(service, path):
    body = ask(HOST + path).json()
    assert (body["version"], body["type"]) == ("1.0", "rich")
    assert body["title"] == service.title
    prefix = "/en" if path.startswith("/en") else ""
    assert f'src="{HOST}{prefix}/nhung/1.000100' in body["html"]
    assert ("?th=2" in body["html"]) == ("th=2" in path)
    assert "<con>" not in body["html"]
    assert f'width="{body["width"]}" height="{body["height"]}"' in body["html"]


def test_the_address_of_the_page_itself_works(service):
    assert ask(HOST + service.get_url()).json()["title"] == service.title


def test_the_answer_holds_no_fact_that_changes(service):
    assert "115" not in ask(f"{HOST}/dv/1.000100").json()["html"]


def test_xml_says_the_same(service):
    answer = ask(f"{HOST}/dv/1.000100", format="xml")
    assert answer["Content-Type"].startswith("text/xml")
    found = {one.tag: one.text for one in ElementTree.fromstring(answer.content)}
    body = ask(f"{HOST}/dv/1.000100").json()
    assert found == {name: str(value) for name, value in body.items()}


@pytest.mark.parametrize(
    ("width", "height"), [(300, None), (300, 200), (1000, 100), (None, 99), (9_999_999, None)]
)
def test_it_never_exceeds_what_was_asked_for(service, width, height):
    limits = {"maxwidth": width, "maxheight": height}
    body = ask(f"{HOST}/dv/1.000100", **{k: v for k, v in limits.items() if v}).json()
    assert body["width"] <= (width or 10_000)
    assert body["height"] <= (height or 10_000)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.com/dv/1.000100",
        "javascript:alert(1)//localhost:8000/dv/1.000100",
        "http://localhost:8000@evil.example/dv/1.000100",
        "http://user@localhost:8000/dv/1.000100",
        "http://localhost:8000.evil.example/dv/1.000100",
        "http://lоcalhost:8000/dv/1.000100",  # a Cyrillic о
        "http://xn--lcalhost-41g:8000/dv/1.000100",
        "http://localhost/dv/1.000100",
        "ftp://localhost:8000/dv/1.000100",
        "//localhost:8000/dv/1.000100",
        "http://[::1/dv/1.000100",
        f"{HOST}/dv/1.999999",
        f"{HOST}/quan-tri/",
        f"{HOST}/dv/1.000100/../../etc",
        f"{HOST}/dv/" + "1" * 8192,
        f"{HOST}/dv/1.000100\r\nX: y",
        "\x00",
    ],
)
def test_every_other_address_is_a_404(service, url):
    answer = ask(url)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_not_public_is_a_401_and_a_draft_is_nothing(service):
    make_service(code="1.000200", publish=False)
    assert ask(f"{HOST}/dv/1.000200").status_code == 404
    PageViewRestriction.objects.create(page=service, restriction_type="login")
    assert ask(f"{HOST}/dv/1.000100").status_code == 401


@pytest.mark.parametrize("wanted", ["yaml", "", "JSON"])
def test_other_formats_are_not_implemented(service, wanted):
    assert ask(f"{HOST}/dv/1.000100", format=wanted).status_code == 501


@pytest.mark.parametrize("width", ["-1", "0", "nam", "1e9", "٣", "9" * 30])
def test_a_size_that_is_none_is_refused(service, width):
    assert ask(f"{HOST}/dv/1.000100", maxwidth=width).status_code == 400


def test_any_origin_may_read(service):
    answer = Client().get(
        "/oembed", {"url": f"{HOST}/dv/1.000100"}, headers={"Origin": "https://bao.example"}
    )
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_page_tells_where_to_ask(service):
    page = Client().get(service.get_url()).content.decode()
    for kind in ("json", "xml"):
        address = f"/oembed?url=http%3A%2F%2Flocalhost%3A8000%2Fdv%2F1.000100&amp;format={kind}"
        assert f'href="{HOST}{address}"' in page


def test_a_loop_is_braked_without_harming_another(service):
    def status(address: str) -> int:
        return ask_from(address).status_code

    def ask_from(address: str):
        # A parameter of its own each time, past the page cache.
        return Client(REMOTE_ADDR=address).get("/oembed", {"url": HOST, "n": next(numbers)})

    numbers = iter(range(1000))
    statuses = [status("203.0.113.1") for _ in range(301)]
    assert statuses[-1] == 429
    assert int(ask_from("203.0.113.1")["Retry-After"]) >= 1
    assert status("203.0.113.2") == 404
