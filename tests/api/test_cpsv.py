"""CPSV-AP: the same facts as the API, and the official shapes' verdict where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

from api.linked_data.names import CPSV, CV
from api.linked_data.service_graph import duration
from api.linked_data.writing import catalogue_turtle
from core.site_settings import PortalSettings
from services_catalogue.exchange.loading import with_all_parts
from services_catalogue.models import TimeLimit
from services_catalogue.selectors import published
from tests.factories import make_service
from tests.pages.sample_site import build_sample_site

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"
#: The official shapes of SEMIC (CC BY 4.0), kept beside the project.
SHAPES = Path(
    os.environ.get("CPSV_AP_SHAPES")
    or Path(settings.BASE_DIR).parent / "shared" / "data" / "cpsv-ap-3.2.0-shacl.ttl"
)


@pytest.fixture
def graph(site_tree) -> Graph:
    make_service(code="1.000100", short_name="Đăng ký khai sinh")
    return Graph().parse(data=Client().get("/dv/1.000100.ttl").content, format="turtle")


def conforms(graph: Graph) -> None:
    if not SHAPES.exists():
        pytest.skip("the official shapes are not beside the project (CPSV_AP_SHAPES)")
    verdict, _graph, report = validate(graph, shacl_graph=str(SHAPES), advanced=True)
    assert verdict, report[:4000]


def test_one_service_tells_the_facts_of_the_api(graph):
    service = URIRef(f"{HOST}/dv/1.000100")
    body = Client().get("/api/v1/services/1.000100").json()
    assert (service, RDF.type, CPSV.PublicService) in graph
    assert graph.value(service, DCTERMS.identifier) == Literal(body["code"])
    assert graph.value(service, DCTERMS.title) == Literal(body["title"], "vi")
    fee = body["channels"][0]["time_limits"][0]["fees"][0]
    cost = graph.value(service, CV.hasCost)
    assert graph.value(cost, CV.hasValue).toPython() == fee["amount"]
    assert str(graph.value(service, CV.processingTime)) == "P5D"
    channel = graph.value(service, CV.hasChannel)
    assert "5 ngày làm việc" in str(graph.value(channel, DCTERMS.description))
    papers = {str(graph.value(one, DCTERMS.title)) for one in graph.objects(service, CPSV.hasInput)}
    assert papers == {paper["name"] for paper in body["cases"][0]["documents"]}
    authority = graph.value(service, CV.hasCompetentAuthority)
    assert authority == URIRef(f"{HOST}/co-quan/so-tu-phap/#co-quan")


def test_both_forms_hold_the_same_graph(graph):
    answer = Client().get("/dv/1.000100.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    assert set(Graph().parse(data=json.dumps(answer.json()), format="json-ld")) == set(graph)


def test_every_thing_is_described_and_nothing_is_blank(graph):
    described = set(graph.subjects(RDF.type, None))
    ours = {one for one in graph.objects() if isinstance(one, URIRef) and one.startswith(HOST)}
    pages = set(graph.objects(None, DCAT.downloadURL)) | set(graph.objects(None, DCAT.accessURL))
    assert ours - described - pages == set()
    assert not [one for one in graph.all_nodes() if not isinstance(one, (URIRef, Literal))]


def test_the_official_shapes_accept_one_service(graph):
    conforms(graph)


def test_the_official_shapes_accept_the_sample_catalogue(db):
    build_sample_site(public_url=HOST)
    pages = with_all_parts(published())
    catalogue = Graph()
    catalogue.parse(data="".join(catalogue_turtle(pages, PortalSettings())), format="turtle")
    told = set(catalogue.subjects(RDF.type, CPSV.PublicService))
    assert told == {URIRef(f"{HOST}/dv/{page.code}") for page in pages}
    assert told == set(
        catalogue.objects(URIRef(f"{HOST}/catalogue.ttl#catalogue"), DCTERMS.hasPart)
    )
    conforms(catalogue)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (5, "working_day", "P5D"),
        (1.5, "day", "P1DT12H"),
        (0.5, "working_day", "PT12H"),
        (4, "hour", "PT4H"),
        (1.5, "hour", "PT1H30M"),
        (2, "month", "P2M"),
        (1.5, "month", "P1M15D"),
    ],
)
def test_durations(value, unit, said):
    assert str(duration(TimeLimit(value=value, unit=unit))) == said


def test_words_are_no_duration():
    assert duration(TimeLimit(text="Trong ngày")) is None
    assert duration(None) is None


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("text/markdown", ".md"),
        ("application/ld+json;q=0.5, text/turtle", ".ttl"),
    ],
)
def test_the_permalink_answers_in_the_form_asked_for(graph, accept, suffix):
    answer = Client().get("/dv/1.000100", headers={"Accept": accept})
    assert (answer.status_code, answer["Location"]) == (303, f"/dv/1.000100{suffix}")
    assert "Accept" in answer["Vary"]


@pytest.mark.parametrize(
    "accept", ["text/html,*/*;q=0.8", "*/*", "", "image/png", "text/turtle;q=0"]
)
def test_browsers_get_the_page(graph, accept):
    answer = Client().get("/dv/1.000100", headers={"Accept": accept})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dich-vu/")


def test_unknown_and_withdrawn_codes(graph):
    assert Client().get("/dv/9.999999.ttl").status_code == 404
    assert Client().get("/dv/9.999999.md").status_code == 404


def test_the_markdown_twin_tells_the_facts(graph):
    answer = Client().get("/dv/1.000100.md")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    said = answer.content.decode()
    for part in ("# Đăng ký khai sinh", "115.000 đ", "5 ngày làm việc", "Tờ khai", "60/2014/QH13"):
        assert part in said
