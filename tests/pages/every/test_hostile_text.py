"""Text that a source or a visitor brings is shown as text, wherever it turns up."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from tests.pages import sample_catalogue as sample
from tests.pages.every.conftest import Visitor
from tests.pages.page_types import BY_NAME, LANGUAGES

pytestmark = pytest.mark.xdist_group("pages")

#: Marks of each hostile text having become markup.
BROKEN_OUT = (
    "//*[@onerror] | //*[@onload] | //*[@id='broken-out'] | //img[@src='x']"
    " | //script[contains(text(), 'document.title')][not(@type='application/ld+json')]"
)


def assert_harmless(text: str) -> None:
    assert not html.document_fromstring(text).xpath(BROKEN_OUT)
    assert settings.SECRET_KEY not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_service_page_shows_it_as_text(visited: Visitor, language: str) -> None:
    visit = visited(BY_NAME["service-hostile"], language)
    assert_harmless(visit.text)
    seen = re.sub(r"\s+", " ", visit.find("//body")[0].text_content())
    for hostile in sample.HOSTILE_TEXTS:
        assert re.sub(r"\s+", " ", hostile) in seen


def test_json_ld_cannot_be_closed_from_inside(visited: Visitor) -> None:
    visit = visited(BY_NAME["service-hostile"], "vi")
    for block in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', visit.text):
        assert "<" not in block


@pytest.mark.parametrize("hostile", sample.HOSTILE_TEXTS)
@pytest.mark.parametrize(
    "address", ["/tim-kiem/", "/en/tim-kiem/", "/tim-kiem/goi-y", "/dich-vu/", "/tin-tuc/"]
)
def test_address_that_is_typed(address: str, hostile: str) -> None:
    answer = Client().get(
        address, {"q": hostile, "field": hostile, "page": hostile, "loai": hostile}
    )
    assert answer.status_code in (200, 302, 400, 404)
    if answer.content:
        assert_harmless(answer.content.decode())


def test_results_with_highlights() -> None:
    """Highlighting writes markup of its own into texts of the source."""
    for query in ("tên ngắn script", "onerror alert", "trường hợp"):
        answer = Client().get("/tim-kiem/", {"q": query})
        assert answer.status_code == 200
        assert_harmless(answer.content.decode())


def test_address_of_nothing() -> None:
    answer = Client(raise_request_exception=False).get("/%3Cscript%3Ealert(1)%3C/script%3E/")
    assert answer.status_code == 404
    assert "<script>alert(1)" not in answer.content.decode()
