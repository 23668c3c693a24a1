"""Pages of the catalogue that are not Wagtail pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core import addresses
from services_catalogue.permalinks import destination


@require_safe
def permalink(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the service with this code, keeping the language and the chosen case (?th=)."""
    found = destination(code, language=get_language() or "vi")
    if found is None:
        return render(request, "services_catalogue/unknown_code.html", {"code": code}, status=404)
    url = addresses.local(found.page.get_url() or "/")
    query = request.GET.urlencode()
    # A case number of the old page would mean another case on the new one.
    return redirect(f"{url}?{query}" if query and not found.replaced else url)


def fields(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Answer that there is nothing yet."""
    raise Http404


field = agencies = agency = life_events = life_event = fields
