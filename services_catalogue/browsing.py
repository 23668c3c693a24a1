"""Services by the facets in an address: the search page's logic without a question."""

from typing import Any

import structlog
from django.http import HttpRequest

from search.engines import SearchUnavailable
from search.facets import page_context, query_from
from search.finding import find

log = structlog.get_logger(__name__)


def browse(request: HttpRequest) -> dict[str, Any]:
    """Context of the service index: that of search/results.html, or ``unavailable``."""
    query = query_from(dict(request.GET.lists()))
    try:
        return page_context(request.path, query, find(query))
    except SearchUnavailable as problem:
        log.error("search_unavailable", reason=str(problem))
        return {"query_text": query.text, "results": None, "unavailable": True}
