"""A service in the forms that programs read: Turtle, JSON-LD, Markdown."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from api.linked_data.markdown import markdown
from api.linked_data.writing import json_ld, service_graph, turtle
from core.addresses import absolute
from core.site_settings import PortalSettings
from services_catalogue.loading import load_parts
from services_catalogue.models import ServicePage
from services_catalogue.selectors import by_code, published


def _service(code: str) -> ServicePage:
    page = by_code(code, published().select_related("field", "locale", "superseded_by"))
    if page is None:
        raise Http404(code)
    return load_parts(page)


def _answer(body: str, content_type: str, page: ServicePage) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    # The page is the one that search engines list; this is the same in another form.
    response["Link"] = f'<{absolute(page.get_url() or page.permalink)}>; rel="canonical"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def service_turtle(request: HttpRequest, code: str) -> HttpResponse:
    """CPSV-AP 3.2.0 as Turtle."""
    page = _service(code)
    graph = service_graph(page, PortalSettings.for_request(request))
    return _answer(turtle(graph), "text/turtle; charset=utf-8", page)


@require_safe
def service_json_ld(request: HttpRequest, code: str) -> HttpResponse:
    """CPSV-AP 3.2.0 as JSON-LD."""
    page = _service(code)
    graph = service_graph(page, PortalSettings.for_request(request))
    return _answer(json_ld(graph), "application/ld+json", page)


@require_safe
def service_markdown(request: HttpRequest, code: str) -> HttpResponse:
    """The page in Markdown."""
    page = _service(code)
    return _answer(markdown(page), "text/markdown; charset=utf-8", page)
