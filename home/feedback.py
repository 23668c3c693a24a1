"""Answers to “Trang này có ích không?”: taken without a cookie, kept without a person."""

from __future__ import annotations

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from core.addresses import local
from core.visitors import visitor_address
from home.models import PageFeedback

#: Answers an hour from one address and to all pages together, in each process.
FROM_ONE, FROM_ALL = 20, 2000
WINDOW = 3600
#: Where the thanks stand on the page: shown by the address alone, so that the page stays cached.
THANKS = "#cam-on"


# No token: public pages are the same for everyone and kept in a cache. What a stranger's site could
# do with a visitor's browser is to click "yes" a few times; _from_elsewhere and the limits stop that.
@csrf_exempt
@require_POST
def page_feedback(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep an answer and lead back to the page."""
    page = Page.objects.live().public().filter(pk=page_id, depth__gt=1).first()
    url = page.get_url() if page is not None else None
    if page is None or url is None:
        raise Http404("no such page")
    helpful = {"yes": True, "no": False}.get(request.POST.get("helpful", ""))
    if helpful is None or _from_elsewhere(request):
        return HttpResponseRedirect(local(url))
    if not _within_limits(visitor_address(request)):
        response = render(request, "errors/too_many.html", status=429)
        response["Retry-After"] = str(WINDOW)
        return response
    reason = request.POST.get("reason", "")
    if helpful or reason not in PageFeedback.Reason.values:
        reason = ""
    PageFeedback.objects.create(page=page, helpful=helpful, reason=reason)
    response = HttpResponseRedirect(local(url) + THANKS)
    response.status_code = 303
    return response


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site's page sent this (all current browsers say so)."""
    return request.headers.get("Sec-Fetch-Site", "") == "cross-site"


def _within_limits(address: str) -> bool:
    return _count(f"feedback:{address}") <= FROM_ONE and _count("feedback") <= FROM_ALL


def _count(key: str) -> int:
    limits = caches["limits"]
    limits.add(key, 0, WINDOW)
    return limits.incr(key)
