"""The page of a failure: it must work when hardly anything else does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from lxml import html

pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture
def failure(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a visitor gets when the front page breaks and the database is gone with it."""

    def broken(*_arguments: Any) -> None:
        def refuse(*_query: Any) -> None:
            raise AssertionError("the page of a failure asks the database")

        blocked = connection.execute_wrapper(refuse)
        blocked.__enter__()
        opened.append(blocked)
        raise RuntimeError("a secret of the inside")

    opened: list[Any] = []
    monkeypatch.setattr("home.front_page.front_page", broken)
    try:
        yield Client(raise_request_exception=False).get("/")
    finally:
        for blocked in opened:
            blocked.__exit__(None, None, None)


def test_it_says_so_and_nothing_else(failure: Any) -> None:
    assert failure.status_code == 500
    text = failure.content.decode()
    assert "a secret of the inside" not in text and "Traceback" not in text
    page = html.document_fromstring(text)
    assert page.get("lang") == "vi"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    assert page.xpath("//main//a[@href='/']")
    assert not page.xpath("//style | //*[@style] | //script[not(@src)]")


def test_it_is_never_kept(failure: Any) -> None:
    assert not failure.cookies
    assert "X-Page-Cache" not in failure
    assert failure["X-Frame-Options"] == "DENY"
    assert "unsafe" not in failure["Content-Security-Policy"]
    assert not re.search(r"max-age=[1-9]", failure.get("Cache-Control", ""))
