"""Permanent addresses of services; taxonomies and agencies are in directory_views."""

from django.http import HttpRequest, HttpResponse
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
