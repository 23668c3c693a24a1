"""The address of a link is a key: it is written nowhere, and knocking has an end."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.urls import reverse

from portal.logging import logging_config
from services_catalogue.workflow import link_guard
from tests.admin.workflow.conftest import logged_in
from tests.admin.workflow.test_legal_check import link, waiting  # noqa: F401


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log of production would hold."""
    stream = io.StringIO()
    config = logging_config(level="INFO", pretty=False)["formatters"]["portal"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processor=config["processor"], foreign_pre_chain=config["foreign_pre_chain"]
        )
    )
    root = logging.getLogger()  # noqa: TID251
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_log_line_holds_the_token(link, client, written):  # noqa: F811
    token = link.strip("/").split("/")[1]
    client.get(link)
    client.get(f"{link}xem-truoc/")
    client.get(f"/en{link}")
    client.post(link, {"answer": "maybe"})
    client.post(link, {"answer": "no", "reason": "Sai."})
    client.get(f"{link[:-4]}/")
    log = written.getvalue()
    assert "Unprocessable" in log  # Django's own line of a refused form, which quotes the address
    assert "/kiem-tra-phap-ly/…" in log
    assert token not in log
    assert token[:-3] not in log
    assert "luatsu.example" not in log


def test_knocking_too_often_is_refused(link, client, monkeypatch):  # noqa: F811
    monkeypatch.setattr(link_guard, "FROM_ONE_ADDRESS", 3)
    answers = [client.get("/kiem-tra-phap-ly/doan-mo/").status_code for _ in range(4)]
    assert answers == [404, 404, 404, 429]
    refused = client.get(link)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"]
    assert "no-store" in refused.headers["Cache-Control"]


def test_a_stranger_cannot_read_the_draft_by_the_admins_roads(waiting, people):  # noqa: F811
    stranger = logged_in(people["stranger"])
    for name in ("ask_experts", "wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft"):
        answer = stranger.get(reverse(name, args=[waiting.pk]))
        assert b"T\xc3\xb3m t\xe1\xba\xaft m\xe1\xbb\x9bi." not in answer.content
        assert answer.status_code in (302, 403, 404)
