"""A cache of whole pages for anonymous visitors, emptied at once by any edit.

Every cached page belongs to a *generation*. An edit begins a new one, after its commit, so no page
rendered before can be served after, not even one that was being rendered while the edit landed:
it is stored under the generation that it began with. See docs/decisions/page-cache.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.compression import encoding_for

#: Sent once for every page that is given to a visitor, from the cache or not: request, response,
#: hit. What a view attached to its response is there on every hit as well.
page_served = Signal()

_GENERATION = "page-generation"
_NOT_PAGES = (
    "/quan-tri/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/static/",
    "/media/",
    "/documents/",
    "/catalogue.",
    "/api/v1/status",
)
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


def start_new_generation() -> None:
    """Empty the page cache of all processes and nodes at once."""
    caches["default"].set(_GENERATION, uuid4().hex, timeout=None)


def current_generation() -> str:
    """The generation that pages rendered now belong to."""
    generation = caches["default"].get(_GENERATION)
    if generation is None:
        caches["default"].add(_GENERATION, uuid4().hex, timeout=None)
        generation = caches["default"].get(_GENERATION, "none")
    return str(generation)


def _key(request: HttpRequest, generation: str) -> str:
    parts = (
        generation,
        request.get_host(),
        request.get_full_path(),
        encoding_for(request),
        request.headers.get("HX-Request", ""),
        # API and permalinks answer by what is asked for; pages always ask for HTML.
        request.headers.get("Accept", "") if request.path.startswith(("/api/", "/dv/")) else "",
    )
    return "page:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


class PageCacheMiddleware:
    """Serve anonymous GET and HEAD requests from the cache; revalidate by ETag.

    Stands outside compression, so that a page is compressed once. A view keeps its answer out with
    ``Cache-Control: private`` or ``no-store`` (``@never_cache``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the cache, or fill it."""
        if not self._may_serve(request):
            uncached = self.get_response(request)
            page_served.send(type(self), request=request, response=uncached, hit=False)
            return uncached
        generation = current_generation()
        key = _key(request, generation)
        response = caches["pages"].get(key)
        state = "hit"
        if response is None:
            state = "miss"
            # The conditions of this one visitor must not decide what is kept for all.
            conditions = {name: request.META.pop(name, None) for name in _CONDITIONS}
            # What HEAD asks for is kept for GET as well: with its ETag, compressed alike.
            method, request.method = request.method, "GET"
            response = self.get_response(request)
            request.method = method
            request.META.update({k: v for k, v in conditions.items() if v is not None})
            if not self._may_store(response):
                page_served.send(type(self), request=request, response=response, hit=False)
                return response
            # Browsers ask each time (304 costs nothing), so that an edit shows at once.
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
            caches["pages"].set(key, response, settings.PAGE_CACHE_SECONDS)
        response["X-Page-Cache"] = state
        page_served.send(type(self), request=request, response=response, hit=state == "hit")
        answer = get_conditional_response(request, etag=response.get("ETag"), response=response)  # type: ignore[arg-type]
        return answer or response

    @staticmethod
    def _may_serve(request: HttpRequest) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path_info.startswith(_NOT_PAGES)
        )

    @staticmethod
    def _may_store(response: HttpResponseBase) -> bool:
        control = response.get("Cache-Control", "")
        return (
            isinstance(response, HttpResponse)
            and response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "private" not in control
            and "no-store" not in control
            and "no-cache" not in control
        )
