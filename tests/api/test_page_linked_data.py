"""The JSON-LD of a service's page, read as RDF, tells the facts that the API tells."""

from __future__ import annotations

import pytest
from django.test import Client

from services_catalogue.selectors import published
from tests.api.same_facts import SCHEMA, differences, linked_data
from tests.factories import make_service
from tests.pages.sample_site import build_sample_site

pytestmark = pytest.mark.django_db


def told(code: str):
    page = linked_data(Client().get(f"/dv/{code}", follow=True).content)
    return page, Client().get(f"/api/v1/services/{code}").json()


def test_every_sample_page_tells_what_the_api_tells(db):
    build_sample_site(public_url="http://localhost:8000")
    codes = list(published().values_list("code", flat=True))
    assert codes
    assert {code: found for code in codes if (found := differences(*told(code)))} == {}


@pytest.mark.parametrize("part", ["name", "offers", "legislationIdentifier", "instrument"])
def test_a_fact_that_is_missing_is_found(site_tree, part):
    make_service(code="1.000100")
    graph, body = told("1.000100")
    assert differences(graph, body) == []
    graph.remove((None, SCHEMA[part], None))
    assert differences(graph, body)
