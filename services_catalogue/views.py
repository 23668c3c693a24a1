"""Pages of the catalogue that are not Wagtail pages."""

from django.http import Http404, HttpRequest, HttpResponse


def permalink(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the service."""
    raise Http404


fields = field = agencies = agency = life_events = life_event = permalink
