"""Compress answers: with Brotli for clients that take it, else with gzip."""

from __future__ import annotations

import re

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

#: Between speed and size: about as quick as gzip's default, and smaller.
QUALITY = 4
#: Shorter answers do not gain from it.
SHORTEST = 200
_BROTLI = re.compile(r"(?:^|,)\s*br\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)", re.ASCII)
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?!;\s*q=0(?:\.0*)?\s*(?:,|$))(?:;|,|$)", re.ASCII)


def encoding_for(request: HttpRequest) -> str:
    """``br``, ``gzip`` or ``identity``: what this client is given.

    Somebody with a cookie gets gzip, whose length Django blurs: answers with secrets must not be guessed
    by their size (BREACH).
    """
    accepted = request.headers.get("Accept-Encoding", "")
    if not request.COOKIES and _BROTLI.search(accepted):
        return "br"
    return "gzip" if _GZIP.search(accepted) else "identity"


class CompressionMiddleware(GZipMiddleware):
    """GZipMiddleware that knows Brotli."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress ``response`` where it helps; its ETag becomes a weak one, as with gzip."""
        if encoding_for(request) != "br" or not isinstance(response, HttpResponse):
            return super().process_response(request, response)  # type: ignore[arg-type]
        if len(response.content) < SHORTEST or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        compressed = brotli.compress(response.content, quality=QUALITY)
        if len(compressed) >= len(response.content):
            return response
        response.content = compressed
        response.headers["Content-Length"] = str(len(compressed))
        response.headers["Content-Encoding"] = "br"
        etag = response.get("ETag")
        if etag and etag.startswith('"'):
            response.headers["ETag"] = f"W/{etag}"
        return response
