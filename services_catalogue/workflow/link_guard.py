"""What every page behind a secret link shares: no cache, no search engine, no endless knocking."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from core.visitors import visitor_address

#: Requests from one address in the window, in each process.
FROM_ONE_ADDRESS, WINDOW = 120, 600

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Keep the page from caches, search engines and the addresses of other sites; brake guessing."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        if _too_many(request):
            response = render(request, "errors/too_many.html", status=429)
            response["Retry-After"] = str(WINDOW)
        else:
            response = view(request, token)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return never_cache(guarded)


def _too_many(request: HttpRequest) -> bool:
    key, limits = f"legal-check:{visitor_address(request)}", caches["limits"]
    limits.add(key, 0, WINDOW)
    return bool(limits.incr(key) > FROM_ONE_ADDRESS)
