"""Names of linked data: vocabularies, and the addresses by which our things are known for ever."""

from __future__ import annotations

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, RDFS, SKOS, XSD

from core.addresses import absolute
from services_catalogue.models import Agency, Field, LifeEvent, ServicePage

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
SCHEMA = Namespace("https://schema.org/")
#: The Publications Office's authority tables, which CPSV-AP asks for.
LANGUAGES = Namespace("http://publications.europa.eu/resource/authority/language/")
CURRENCIES = Namespace("http://publications.europa.eu/resource/authority/currency/")
COUNTRIES = Namespace("http://publications.europa.eu/resource/authority/country/")
STATUSES = Namespace("http://purl.org/adms/status/")

PREFIXES = {
    "cpsv": CPSV,
    "cv": CV,
    "eli": ELI,
    "locn": LOCN,
    "adms": ADMS,
    "dct": DCTERMS,
    "dcat": DCAT,
    "foaf": FOAF,
    "org": ORG,
    "skos": SKOS,
    "xsd": XSD,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
}


def new_graph() -> Graph:
    """An empty graph that writes short names."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def service_uri(page: ServicePage) -> URIRef:
    """A service: its permalink."""
    return URIRef(absolute(page.permalink))


def part_uri(page: ServicePage, *place: str | int) -> URIRef:
    """A part of a service, by kind and place: ``…/dv/1.001193#channel-2``."""
    return URIRef(f"{absolute(page.permalink)}#{'-'.join(map(str, place))}")


def agency_uri(agency: Agency) -> URIRef:
    """A unit: the thing, not its page."""
    return URIRef(absolute(f"/co-quan/{agency.slug}/#co-quan"))


def field_uri(field: Field) -> URIRef:
    """A field of administration."""
    return URIRef(absolute(f"/linh-vuc/{field.slug}/#linh-vuc"))


def life_event_uri(event: LifeEvent) -> URIRef:
    """A life event."""
    return URIRef(absolute(f"/su-kien/{event.slug}/#su-kien"))


def concept_uri(scheme: str, value: str) -> URIRef:
    """A value of one of our closed vocabularies; the catalogue's file describes it."""
    return URIRef(absolute(f"/catalogue.ttl#{scheme}-{value.replace('_', '-')}"))


def dataset_uri() -> URIRef:
    """The catalogue as a dataset."""
    return URIRef(absolute("/catalogue.ttl#catalogue"))


def publisher_uri() -> URIRef:
    """Who publishes the catalogue: the province."""
    return URIRef(absolute("/catalogue.ttl#publisher"))


def place_uri() -> URIRef:
    """The province as a place."""
    return URIRef(absolute("/catalogue.ttl#province"))
