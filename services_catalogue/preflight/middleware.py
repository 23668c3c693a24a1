"""An approval that the preflight stops becomes a message, wherever in the admin it was given."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from services_catalogue.preflight.blocking import PublishingBlocked, refuse


class PreflightMiddleware:
    """Turns :class:`PublishingBlocked` into the way back to the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for this one exception only."""
        if isinstance(exception, PublishingBlocked):
            return refuse(request, exception.page, exception.found)
        return None
