"""/healthz and /readyz."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


def rows(response) -> dict[str, dict]:
    return {row["name"]: row for row in response.json()["components"]}


def test_healthz_needs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/healthz").content == b"ok\n"


def test_readyz_has_a_row_a_component(site_tree):
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert {"database", "cache", "search", "tasks"} <= set(rows(response))
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_a_dead_database_is_not_ready(site_tree, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("disk gone")

    monkeypatch.setattr(connection, "cursor", broken)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert rows(response)["database"] == {
        "name": "database",
        "status": "failed",
        "needed": True,
        "detail": "OSError",
        "took_ms": rows(response)["database"]["took_ms"],
    }


def test_a_broken_index_is_told_but_pages_are_still_served(site_tree, monkeypatch):
    from search.engines import Health, get_engine

    monkeypatch.setattr(
        get_engine(), "health", lambda: Health(False, "embedded", 0, "index missing"), raising=False
    )
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert rows(response)["search"]["status"] == "degraded"
    assert "index missing" in rows(response)["search"]["detail"]
