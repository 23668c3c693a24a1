"""The services that most people come for, as documents for lists."""

from __future__ import annotations

import structlog

from search.documents import Document
from search.engines import SearchUnavailable
from search.finding import find
from search.queries import Query
from services_catalogue.models import ServicePage

log = structlog.get_logger(__name__)


def popular_services(size: int) -> list[Document]:
    """The ``size`` services with most dossiers a year, in one look-up.

    Without an engine the database answers, with names and summaries only: reading every fee and
    time limit for a list is not worth it while something is broken.
    """
    try:
        found = find(Query(sort="popularity", size=size, facets=()))
    except SearchUnavailable as problem:
        log.warning("popular_services_without_engine", reason=str(problem))
        return [_bare(page) for page in _most_used(size)]
    return [hit.document for hit in found.hits]


def _most_used(size: int) -> list[ServicePage]:
    return list(
        ServicePage.objects.live()
        .order_by("-popularity", "title")
        .select_related("locale")
        .only("title", "slug", "url_path", "code", "summary", "popularity", "locale")[:size]
    )


def _bare(page: ServicePage) -> Document:
    return Document(
        id=f"page:{page.pk}",
        kind="service",
        version=0,
        title=page.title,
        url=page.get_url() or page.permalink,
        code=page.code,
        summary=page.summary,
        popularity=page.popularity,
    )
