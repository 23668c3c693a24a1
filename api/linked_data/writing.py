"""One service, or the whole catalogue piece by piece, as Turtle and JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator

from rdflib import Graph
from rdflib.namespace import DCTERMS

from api.linked_data import names
from api.linked_data.service_graph import ServiceGraph
from api.linked_data.shared_graph import (
    add_agencies,
    add_dataset,
    add_fields,
    add_life_events,
    add_vocabularies,
)
from core.site_settings import PortalSettings
from services_catalogue.models import Agency, Field, LifeEvent, ServicePage

_PREFIX = re.compile(r"^@prefix[^\n]*\n", re.MULTILINE)


def service_graph(page: ServicePage, site: PortalSettings) -> Graph:
    """One service with all that it refers to, so that the file stands alone."""
    graph = names.new_graph()
    told = ServiceGraph(graph, page)
    add_agencies(graph, told.agencies.values())
    add_fields(graph, [page.field])
    add_life_events(graph, page.life_events.all())
    add_vocabularies(graph, site)
    add_dataset(graph, site)
    return graph


def turtle(graph: Graph) -> str:
    """As Turtle."""
    return graph.serialize(format="turtle")


def json_ld(graph: Graph) -> str:
    """As JSON-LD, with short names."""
    context = {prefix: str(namespace) for prefix, namespace in names.PREFIXES.items()}
    return json.dumps(
        json.loads(graph.serialize(format="json-ld", context=context)), ensure_ascii=False
    )


def catalogue_turtle(
    pages: Iterable[ServicePage], site: PortalSettings, advance: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """The catalogue as pieces of one Turtle file; memory holds one service at a time.

    The prefixes stand in the first piece. ``advance`` is called once a service.
    """
    shared = names.new_graph()
    add_vocabularies(shared, site)
    add_dataset(shared, site)
    add_agencies(shared, Agency.objects.order_by("slug"))
    add_fields(shared, Field.objects.order_by("slug"))
    add_life_events(shared, LifeEvent.objects.order_by("slug"))
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in names.PREFIXES.items())
    yield head + _PREFIX.sub("", turtle(shared))
    for page in pages:
        graph = names.new_graph()
        ServiceGraph(graph, page)
        graph.add((names.dataset_uri(), DCTERMS.hasPart, names.service_uri(page)))
        yield _PREFIX.sub("", turtle(graph))
        advance()
