"""Small files that programs ask for: who may crawl, how to search from a browser, whom to warn."""

from __future__ import annotations

from datetime import timedelta
from textwrap import shorten

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.addresses import absolute
from core.site_settings import PortalSettings
from services_catalogue.models import Field

#: Search results and every mix of facets are endless addresses without anything of their own.
ROBOTS = """User-agent: *
Disallow: /quan-tri/
Disallow: /tim-kiem/
Disallow: /en/tim-kiem/
Disallow: /phan-hoi/
Disallow: /ke-nhu-cau/
Disallow: /*?*sort=
Disallow: /*?*level=
Disallow: /*?*audience=
Disallow: /*?*online_level=
Disallow: /*?*life_event=

Sitemap: {sitemap}
"""
#: How long the contact of security.txt may be trusted (RFC 9116 asks for less than a year).
TRUSTED = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt."""
    return HttpResponse(
        ROBOTS.format(sitemap=absolute("/sitemap.xml")), content_type="text/plain; charset=utf-8"
    )


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """security.txt: the portal's own mail address; 404 while there is none."""
    email = PortalSettings.for_request(request).support_email
    if not email:
        raise Http404("no contact")
    until = (timezone.now() + TRUSTED).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{email}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here from its address bar."""
    name = PortalSettings.for_request(request).portal_name
    context = {
        "short": shorten(name, 16, placeholder="")
        or name[:16],  # the most that the standard allows
        "search": absolute("/tim-kiem/"),
        "emblem": absolute(static("img/emblem.svg")),
    }
    return render(
        request,
        "home/opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml",
    )


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """llms.txt (llmstxt.org): where assistants find the facts, so that they need not guess them."""
    site = PortalSettings.for_request(request)
    context = {"site": site, "fields": Field.objects.order_by("name"), "root": absolute("/")}
    return render(request, "home/llms.txt", context, content_type="text/plain; charset=utf-8")
