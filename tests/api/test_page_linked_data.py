"""The JSON-LD of a service's page tells the facts that the API tells."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import html

from services_catalogue.selectors import published
from tests.pages.sample_site import build_sample_site

pytestmark = pytest.mark.django_db
ROLES = {"executing": "provider", "competent": "serviceOperator"}


def told_by_page(path: str) -> dict:
    page = html.fromstring(Client().get(path, follow=True).content)
    found = [
        json.loads(one.text) for one in page.iter("script") if one.get("type", "").endswith("+json")
    ]
    return next(one for one in found if one["@type"] == "GovernmentService")


def test_every_sample_page_tells_what_the_api_tells(db):
    build_sample_site(public_url="http://localhost:8000")
    codes = list(published().values_list("code", flat=True))
    assert codes
    for code in codes:
        told = told_by_page(f"/dv/{code}")
        body = Client().get(f"/api/v1/services/{code}").json()
        assert told["@id"] == body["permalink"]
        assert (told["name"], told["identifier"]) == (body["title"], code)
        limits = [limit for channel in body["channels"] for limit in channel["time_limits"]]
        amounts = {
            fee["amount"] for limit in limits for fee in limit["fees"] if fee["amount"] is not None
        }
        assert {one["price"] for one in told.get("offers", [])} == amounts
        for role, member in ROLES.items():
            names = [one["name"] for one in body["agencies"] if one["role"] == role]
            assert [one["name"] for one in told.get(member, [])] == names
        assert len(told.get("audience", [])) == len(body["audiences"])
        assert [one["name"] for one in told.get("serviceOutput", [])] == [
            one["name"] for one in body["outputs"]
        ]
        papers = [one["name"] for case in body["cases"] for one in case["documents"]]
        acts = told.get("potentialAction", [])
        assert [two["name"] for one in acts for two in one["instrument"]] == papers
        laws = [one for one in told["subjectOf"] if one["@type"] == "Legislation"]
        assert [one.get("legislationIdentifier", "") for one in laws] == [
            one["number"] for one in body["legal_bases"]
        ]
        record = next(one for one in told["subjectOf"] if one["@type"] == "Dataset")
        assert record["dateModified"][:19] == body["updated_at"][:19]
