"""GET /api/v1/status: do the services that another site shows still stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from search.engines import get_engine
from search.engines.base import Health
from tests.factories import make_service

pytestmark = pytest.mark.django_db


def states(codes: str) -> dict[str, str]:
    answer = Client().get("/api/v1/status", {"codes": codes})
    assert answer.status_code == 200
    return {one["asked"]: one["state"] for one in answer.json()["items"]}


def test_each_state_is_told_in_the_order_asked(site_tree):
    make_service(code="1.000100")
    today = timezone.localdate()
    make_service(code="1.000200", effective_from=today + timedelta(days=9))
    make_service(code="1.000300", effective_to=today - timedelta(days=9))
    make_service(code="1.000400").delete()
    gone = make_service(code="1.000500")
    gone.superseded_by = make_service(code="1.000600")
    gone.save_revision().publish()
    told = states("1.000500,1.000100,1.000200,1.000300,1.000400,9.999999,1.000100.H49")
    assert list(told.items()) == [
        ("1.000500", "superseded"),
        ("1.000100", "live"),
        ("1.000200", "later"),
        ("1.000300", "ended"),
        ("1.000400", "withdrawn"),
        ("9.999999", "unknown"),
        ("1.000100.H49", "live"),
    ]
    gone.refresh_from_db()
    gone.unpublish()
    one = Client().get("/api/v1/status", {"codes": "1.000500"}).json()["items"][0]
    assert (one["state"], one["superseded_by"]) == ("superseded", "1.000600")


def test_asking_again_costs_one_look_until_something_changes(
    site_tree, django_assert_max_num_queries
):
    page = make_service(code="1.000100")
    first = Client().get("/api/v1/status", {"codes": "1.000100"})
    again = {"If-None-Match": first["ETag"]}
    with django_assert_max_num_queries(2):  # the feed's place and planned maintenance
        same = Client().get("/api/v1/status", {"codes": "1.000100"}, headers=again)
    assert (same.status_code, same.content) == (304, b"")
    page.summary = "Mới"
    page.save_revision().publish()
    other = Client().get("/api/v1/status", {"codes": "1.000100"}, headers=again)
    assert other.status_code == 200
    assert other.json()["items"][0]["changed_at"] > first.json()["items"][0]["changed_at"]


@pytest.mark.parametrize(("well", "state"), [(True, "ok"), (False, "degraded")])
def test_the_portal_says_how_it_fares(site_tree, monkeypatch, well, state):
    monkeypatch.setattr(get_engine(), "health", lambda: Health(well, "x", 0, ""))
    assert Client().get("/api/v1/status").json()["portal"]["state"] == state


def test_too_many_codes_are_a_problem(site_tree):
    answer = Client().get("/api/v1/status", {"codes": ",".join(map(str, range(101)))})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
