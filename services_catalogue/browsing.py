"""All services, narrowed down by the facets in an address: the engine answers, no ORM on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from search.engines import SearchUnavailable
from search.facets import page_context, query_from
from search.finding import find

log = structlog.get_logger(__name__)


def browse(request: HttpRequest) -> dict[str, Any]:
    """What the service index shows: the keys of :func:`search.facets.page_context`.

    ``unavailable`` is true instead when no engine can answer.
    """
    query = query_from(dict(request.GET.lists()))
    try:
        return page_context(request.path, query, find(query))
    except SearchUnavailable as problem:
        log.error("browsing_unavailable", reason=str(problem))
        return {"query_text": query.text, "results": None, "unavailable": True}


def browse_within(
    request: HttpRequest, facet: str, value: str, facets: tuple[str, ...]
) -> dict[str, Any]:
    """As :func:`browse`, among the services with one value of a facet (a field, an agency).

    Addresses on the page leave that value out: the path of the page says it.
    """
    parameters = {name: values for name, values in request.GET.lists() if name != facet}
    asked = query_from(parameters)
    asked = replace(
        asked,
        facets=facets,
        filters={name: values for name, values in asked.filters.items() if name in facets},
    )
    try:
        found = find(replace(asked, filters={**asked.filters, facet: (value,)}))
    except SearchUnavailable as problem:
        log.error("browsing_unavailable", reason=str(problem))
        return {"query_text": asked.text, "results": None, "unavailable": True}
    return page_context(request.path, asked, found)


def kept_when_whole(response: HttpResponse, context: dict[str, Any]) -> HttpResponse:
    """Keep an answer that lacks its services (``unavailable``) out of every cache."""
    if context.get("unavailable"):
        add_never_cache_headers(response)
    return response
