"""Bodies that are too large are refused before they are read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onestop.problems import problem

#: What multipart adds around the files, at the most.
ENVELOPE = 64 * 1024


class BodyLimitMiddleware:
    """413 by the declared length. A body without one is counted while it is read (onestop.blobs)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at Content-Length, then go on."""
        try:
            length = int(request.headers.get("Content-Length") or 0)
        except ValueError:
            return problem(400, "bad-length", "Content-Length must be a number of bytes.")
        limit = settings.ONESTOP_ATTACHMENT_BYTES + ENVELOPE
        if not (request.content_type or "").startswith("multipart/"):
            limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length > limit and request.path.startswith("/ban-lam-viec/"):
            # Officers read a page, and the upload is not waited for.
            return render(request, "onestop/too_large.html", status=413)
        if length > limit:
            return problem(413, "too-large", f"The body may have {limit} bytes at the most.")
        return self.get_response(request)
