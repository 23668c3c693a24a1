"""The search page and its suggestions. No view of this room logs what people typed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.best_bets import best_bets, without
from search.codes import dossier_code, procedure_code
from search.engines import SearchUnavailable
from search.facets import page_context, query_from
from search.finding import find, suggest
from search.queries import MAX_QUERY_LENGTH
from search.query_log.entries import attach

log = structlog.get_logger(__name__)

#: Suggestions under the search box.
MOST_SUGGESTIONS = 8


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Services that help with what was typed; a code alone leads straight to its page."""
    query = query_from(dict(request.GET.lists()))
    dossier = dossier_code(query.text)
    if dossier:
        return HttpResponseRedirect(_local(f"/tra-cuu-ho-so/?{urlencode({'ma': dossier})}"))
    try:
        found = find(query)
    except SearchUnavailable as problem:
        log.error("search_unavailable", reason=str(problem))
        context: dict[str, Any] = {"query_text": query.text, "results": None, "unavailable": True}
        response = render(request, "search/results.html", context, status=503)
        response["Cache-Control"] = "no-store"
        return response
    code = procedure_code(query.text)
    if code and found.hits and found.hits[0].document.code:
        return redirect("permalink", code=found.hits[0].document.code)
    promoted = best_bets(query)
    shown = page_context(request.path, query, without(found, promoted))
    shown |= {"best_bets": promoted, "results_before": (query.page - 1) * query.size}
    response = render(request, "search/results.html", shown)
    attach(response, query, found, helped=bool(promoted))
    return response


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Lines that complete ``q``, a fragment of HTML; /api/v1/suggest answers the same as JSON."""
    text = request.GET.get("q", "")[:MAX_QUERY_LENGTH]
    try:
        found = suggest(text, size=MOST_SUGGESTIONS) if text.strip() else []
    except SearchUnavailable as problem:
        log.error("search_unavailable", reason=str(problem))
        found = []
    return render(request, "search/suggestions.html", {"suggestions": found})


def _local(path: str) -> str:
    """``path`` in the language of the visitor: the search page's own prefix tells it."""
    prefix = reverse("search").removesuffix("/tim-kiem/")
    return prefix + path
