"""What each page type answers an anonymous visitor: status, cost, headers, cache."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.pages.every.conftest import Visitor
from tests.pages.page_types import LANGUAGES, PAGE_TYPES, PageType

pytestmark = [
    pytest.mark.xdist_group("pages"),
    pytest.mark.parametrize("page_type", PAGE_TYPES, ids=str),
    pytest.mark.parametrize("language", LANGUAGES),
]

MOST_QUERIES = 15


def test_status(visited: Visitor, page_type: PageType, language: str) -> None:
    assert visited(page_type, language).first.status_code == page_type.status


def test_few_queries(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    assert len(visit.queries) <= MOST_QUERIES, "\n".join(visit.queries)


def test_no_cookie(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    assert not visit.first.cookies
    assert "Cookie" not in visit.first.get("Vary", "")


def test_security_headers(visited: Visitor, page_type: PageType, language: str) -> None:
    answer = visited(page_type, language).first
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_language_header(visited: Visitor, page_type: PageType, language: str) -> None:
    assert visited(page_type, language).first["Content-Language"] == language


def test_second_visitor_is_served_from_the_cache(
    visited: Visitor, page_type: PageType, language: str
) -> None:
    visit = visited(page_type, language)
    if page_type.status != 200:
        assert "X-Page-Cache" not in visit.second
        return
    assert visit.first["X-Page-Cache"] == "miss"
    assert visit.second["X-Page-Cache"] == "hit"
    assert visit.second.content == visit.first.content


def test_revalidates_by_etag(visited: Visitor, page_type: PageType, language: str) -> None:
    visit = visited(page_type, language)
    if page_type.status != 200:
        return
    again = Client().get(visit.path, headers={"If-None-Match": visit.first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_permalinks_redirect_for_good_or_for_now(
    visited: Visitor, page_type: PageType, language: str
) -> None:
    visit = visited(page_type, language)
    if re.fullmatch(r"/dv/[^/?]+(\?.*)?", page_type.path) and page_type.status == 200:
        assert len(visit.redirects) == 1
        assert re.fullmatch(r"(/en)?/dich-vu/[a-z0-9-]+/(\?.*)?", visit.path)
        assert visit.path.startswith("/en/") == (language == "en")
    else:
        assert not visit.redirects
