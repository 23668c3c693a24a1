"""Every page of an application: cheap, private, valid, and English where it is said to be."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from services_catalogue.models import ServicePage, SubmissionTarget
from submissions.applying import beginning
from submissions.models import Draft
from tests.pages.every.test_english import COMPILED, foreign_words
from tests.pages.every.test_markup import VNU
from tests.submissions.applying.conftest import PERSON, Citizen, make_applied_service
from tests.submissions.uploads import specimens

MOST_QUERIES = 15


def pages_of(citizen: Citizen) -> Iterator[tuple[str, Any, int]]:
    """(name, answer, queries) of each page, in the order of the way; some with errors."""

    def seen(name: str, path: str = "", data: Any = None) -> tuple[str, Any, int]:
        with CaptureQueriesContext(connection) as captured:
            answer = citizen.get(path) if data is None else citizen.post(path, data)
        return name, answer, len(captured) if data is None else 0

    citizen.get()  # the first visitor of a service freezes its form, once
    yield seen("start")
    citizen.begin()
    yield seen("unit", "noi-giai-quyet/")
    yield seen("unit-error", "noi-giai-quyet/", {})
    citizen.post("noi-giai-quyet/", {"noi": "H49.101"})
    yield seen("questions", "phan/nguoi-nop/")
    yield seen("questions-error", "phan/nguoi-nop/", {**PERSON, "identity_number": "1"})
    yield seen("contact", "phan/lien-he/")
    yield seen("declaration", "phan/cam-doan/")
    yield seen("papers-missing", "giay-to/", {"x": "1"})
    citizen.hand_paper(specimens.photo(), specimens.pdf())
    yield seen("papers", "giay-to/")
    yield seen("review-open", "kiem-tra/", {})
    citizen.answer()
    yield seen("review", "kiem-tra/")
    yield seen("later", "luu/")
    yield seen("discard", "xoa/")
    yield seen("start-with-draft")
    citizen.submit()
    yield seen("receipt", "da-nop/")
    yield seen("start-after")
    yield "gone", citizen.client.get(f"{citizen.prefix}/nop-ho-so/het-han/"), 0


@pytest.fixture(params=["", "/en"], ids=["vi", "en"])
def pages(request: Any, site_tree: Any) -> list[tuple[str, Any, int]]:
    citizen = Citizen(make_applied_service(communes=2), prefix=request.param)
    return list(pages_of(citizen))


def test_each_page_is_cheap_private_and_well_made(pages, tmp_path):
    files = []
    for name, answer, queries in pages:
        assert answer.status_code in (200, 410, 422), name
        assert queries <= MOST_QUERIES, name
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"], name
        assert "X-Page-Cache" not in answer, name
        assert answer["Referrer-Policy"] == "same-origin", name
        tree = html.document_fromstring(answer.content.decode())
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"], name
        assert not tree.xpath("//style | //*[@style] | //script[not(@src)]"), name
        assert len(tree.xpath("//h1")) == 1, name
        for form in tree.xpath("//main//form[@method='post']"):
            assert form.xpath(".//input[@name='csrfmiddlewaretoken']"), name
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(answer.content)
        if tree.get("lang") == "en" and COMPILED.exists():
            assert not list(foreign_words(tree)), name
    assert VNU.is_file(), "node_modules is missing: run `make setup-dev`"
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", *map(str, files)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    problems = [
        f"{Path(one['url']).name}:{one.get('lastLine')} {one['message']} {one.get('extract')}"
        for one in json.loads(done.stderr)["messages"]
        if one["type"] != "info" or one.get("subType") == "warning"
    ]
    assert not problems, "\n".join(problems)
    assert not caches["pages"]._cache  # nothing of them is kept


def with_target(kind: str, url: str = "") -> ServicePage:
    page = make_applied_service("1.000009")
    page.targets = [SubmissionTarget(kind=kind, url=url)]
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)


def test_another_site_is_named_before_anyone_leaves(site_tree, visitor):
    page = with_target("deep_link", "https://dichvucong.gov.vn/nop?ma=1")
    text = visitor.get(f"/nop-ho-so/{page.code}/").content.decode()
    assert "Bạn sẽ rời cổng này để sang dichvucong.gov.vn" in text
    away = visitor.get(f"/nop-ho-so/{page.code}/di/")
    assert away["Location"].startswith("https://dichvucong.gov.vn/nop?ma=1&")
    assert "chu_ky=" in away["Location"] and "no-store" in away["Cache-Control"]


def test_a_strange_host_is_never_led_to(site_tree, visitor):
    page = with_target("deep_link", "https://dichvucong.gov.vn.evil.example/")
    assert "evil" not in visitor.get(f"/nop-ho-so/{page.code}/").content.decode()
    assert visitor.get(f"/nop-ho-so/{page.code}/di/")["Location"] == f"/nop-ho-so/{page.code}/"


def test_in_person_says_where_and_has_no_button(site_tree, visitor):
    page = with_target("in_person")
    answer = visitor.get(f"/nop-ho-so/{page.code}/")
    assert "UBND phường 1" in answer.content.decode() and b"<form method" not in answer.content
    assert visitor.post(f"/nop-ho-so/{page.code}/").status_code == 409


def test_a_service_that_closed_meanwhile_keeps_the_draft_and_says_so(citizen, settings):
    citizen.fill()
    settings.ONLINE_APPLICATION = False
    answer = citizen.post("kiem-tra/")
    assert answer.status_code == 409 and "tạm ngừng nhận hồ sơ" in answer.content.decode()
    settings.ONLINE_APPLICATION = True
    assert citizen.submit()


def test_unknown_and_variant_codes(service, visitor):
    assert visitor.get("/nop-ho-so/9.999999/").status_code == 404
    variant = visitor.get(f"/nop-ho-so/{service.code}.H49/")
    assert variant["Location"] == f"/nop-ho-so/{service.code}/"
    assert visitor.get(f"/nop-ho-so/{service.code}/phan/nguoi-nop/").status_code == 302


def test_one_address_cannot_fill_the_portal_with_drafts(citizen, monkeypatch):
    monkeypatch.setattr(beginning, "FROM_ONE_ADDRESS", 2)
    answers = [Citizen(citizen.page).post() for _time in range(3)]
    assert [one.status_code for one in answers] == [303, 303, 429]
    assert (
        answers[2]["Retry-After"] == "3600" and "quá nhiều hồ sơ mới" in answers[2].content.decode()
    )
    assert Draft.objects.count() == 2
