"""Answers to “Trang này có ích không?”: taken without a cookie, kept without a person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from core.addresses import local
from core.visitors import visitor_address
from home.limits import WINDOW, from_elsewhere, within_limits
from home.models import PageFeedback

#: Where the thanks stand on the page: shown by the address alone, so that the page stays cached.
THANKS = "#cam-on"


# No token: public pages are the same for everyone and kept in a cache. What a stranger's site could
# do with a visitor's browser is to click "yes" a few times; from_elsewhere and the limits stop that.
@csrf_exempt
@require_POST
def page_feedback(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep an answer and lead back to the page."""
    page = Page.objects.live().public().filter(pk=page_id, depth__gt=1).first()
    url = page.get_url() if page is not None else None
    if page is None or url is None:
        raise Http404("no such page")
    helpful = {"yes": True, "no": False}.get(request.POST.get("helpful", ""))
    if helpful is None or from_elsewhere(request):
        return HttpResponseRedirect(local(url))
    if not within_limits("feedback", visitor_address(request)):
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
