"""Permanent addresses of services; taxonomies and agencies are in directory_views."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from core import addresses
from services_catalogue.permalinks import destination, gone_answer

#: Other forms of a service, by the media type that asks for them.
FORMS = {"text/turtle": ".ttl", "application/ld+json": ".jsonld", "text/markdown": ".md"}


@require_safe
@vary_on_headers("Accept")
def permalink(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the service with this code, keeping the language and the chosen case (?th=)."""
    found = destination(code, language=get_language() or "vi")
    if found is None:
        return gone_answer(request, code)
    form = FORMS.get(request.get_preferred_type(["text/html", *FORMS]) or "")
    if form and "text/html" not in request.headers.get("Accept", ""):
        answer = redirect(f"/dv/{found.page.code}{form}")
        answer.status_code = 303  # see other: the service is no file, a file tells of it
        return answer
    url = addresses.local(found.page.get_url() or "/")
    # A case number of the old page would mean another case on the new one; what the visitor asked
    # for is told there instead.
    query = urlencode({"thay-cho": found.former}) if found.former else request.GET.urlencode()
    return redirect(f"{url}?{query}" if query else url)
