"""What services refer to: agencies, fields, life events, our vocabularies, the dataset itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import override
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, SKOS

from api.linked_data import names
from api.linked_data.names import CV, LOCN
from api.linked_data.service_graph import text
from core.addresses import absolute
from core.site_settings import PortalSettings
from services_catalogue.models import Agency, Field, LifeEvent
from services_catalogue.vocabulary import AgencyRole, Audience, ChannelKind, OnlineLevel

SCHEMES: dict[str, type[TextChoices]] = {
    "online-level": OnlineLevel,
    "audience": Audience,
    "channel": ChannelKind,
    "role": AgencyRole,
}
#: Under which anyone may use the catalogue.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def _concept(graph: Graph, uri: URIRef, label: str) -> None:
    graph.add((uri, RDF.type, SKOS.Concept))
    graph.add((uri, SKOS.prefLabel, text(label)))


def add_vocabularies(graph: Graph, site: PortalSettings) -> None:
    """Our closed vocabularies in both languages, the values of others that we use, the province."""
    for scheme, values in SCHEMES.items():
        for value in values:
            uri = names.concept_uri(scheme, str(value.value))
            for language in ("vi", "en"):
                with override(language):
                    graph.add((uri, RDF.type, SKOS.Concept))
                    graph.add((uri, SKOS.prefLabel, text(str(value.label), language)))
    _concept(graph, names.CURRENCIES.VND, "đồng Việt Nam")
    for status, label in (
        ("Completed", "đang có hiệu lực"),
        ("UnderDevelopment", "chưa có hiệu lực"),
        ("Deprecated", "hết hiệu lực hoặc đã được thay thế"),
    ):
        _concept(graph, names.STATUSES[status], label)
    for language in ("VIE", "ENG"):
        graph.add((names.LANGUAGES[language], RDF.type, DCTERMS.LinguisticSystem))
    graph.add((names.place_uri(), RDF.type, DCTERMS.Location))
    graph.add((names.place_uri(), SKOS.prefLabel, text(site.province_name)))
    publisher = names.publisher_uri()
    for kind in (CV.PublicOrganisation, FOAF.Agent, ORG.Organization):
        graph.add((publisher, RDF.type, kind))
    for name in (DCTERMS.title, SKOS.prefLabel):
        graph.add((publisher, name, text(site.province_name)))
    graph.add((publisher, DCTERMS.identifier, Literal(absolute("/"))))
    graph.add((publisher, DCTERMS.spatial, names.place_uri()))


def add_agencies(graph: Graph, agencies: Iterable[Agency]) -> None:
    """Units with the address and the telephone that people ask for."""
    for agency in agencies:
        uri = names.agency_uri(agency)
        for kind in (CV.PublicOrganisation, FOAF.Agent, ORG.Organization):
            graph.add((uri, RDF.type, kind))
        graph.add((uri, DCTERMS.identifier, Literal(agency.egov_code or agency.slug)))
        graph.add((uri, DCTERMS.title, text(agency.name)))
        graph.add((uri, SKOS.prefLabel, text(agency.name)))
        graph.add((uri, DCTERMS.spatial, names.place_uri()))
        for former in agency.former_name_list:
            graph.add((uri, SKOS.altLabel, text(former)))
        if agency.address:
            place = URIRef(f"{uri}-dia-chi")
            graph.add((uri, LOCN.address, place))
            graph.add((place, RDF.type, LOCN.Address))
            graph.add((place, LOCN.fullAddress, text(agency.address)))
        if agency.phone:
            graph.add((uri, names.SCHEMA.telephone, Literal(agency.phone)))


def add_fields(graph: Graph, fields: Iterable[Field]) -> None:
    """Fields of administration as concepts."""
    for field in fields:
        _concept(graph, names.field_uri(field), field.name)


def add_life_events(graph: Graph, events: Iterable[LifeEvent]) -> None:
    """Life events of people, events of businesses."""
    for event in events:
        uri = names.life_event_uri(event)
        own = CV.BusinessEvent if event.audience == Audience.BUSINESS else CV.LifeEvent
        graph.add((uri, RDF.type, own))
        graph.add((uri, RDF.type, CV.Event))
        graph.add((uri, DCTERMS.identifier, Literal(event.slug)))
        graph.add((uri, DCTERMS.title, text(event.name)))
        if event.description.strip():
            graph.add((uri, DCTERMS.description, text(event.description)))


def add_dataset(graph: Graph, site: PortalSettings) -> None:
    """The catalogue as a DCAT dataset, with every form in which it can be had."""
    dataset = names.dataset_uri()
    graph.add((dataset, RDF.type, DCAT.Dataset))
    graph.add((dataset, DCTERMS.title, text(f"Danh mục dịch vụ công, {site.province_name}")))
    described = "Mọi dịch vụ công đang được công bố: giấy tờ, thời hạn, lệ phí, cơ quan, căn cứ."
    graph.add((dataset, DCTERMS.description, text(described)))
    graph.add((dataset, DCTERMS.publisher, names.publisher_uri()))
    graph.add((dataset, DCTERMS.license, URIRef(LICENCE)))
    page = URIRef(absolute("/dich-vu/"))
    graph.add((page, RDF.type, FOAF.Document))
    graph.add((dataset, DCAT.landingPage, page))
    for path, kind in (
        ("/catalogue.ttl", "text/turtle"),
        ("/catalogue.jsonl.gz", "application/gzip"),
        ("/catalogue.csv", "text/csv"),
        (
            "/catalogue.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ):
        uri = URIRef(absolute(f"/catalogue.ttl#form-{path.rsplit('.', 1)[-1]}"))
        graph.add((dataset, DCAT.distribution, uri))
        graph.add((uri, RDF.type, DCAT.Distribution))
        graph.add((uri, DCAT.downloadURL, URIRef(absolute(path))))
        graph.add((uri, DCAT.accessURL, URIRef(absolute(path))))
        graph.add((uri, DCTERMS.license, URIRef(LICENCE)))
        media = f"https://www.iana.org/assignments/media-types/{kind}"
        graph.add((uri, DCAT.mediaType, URIRef(media)))
