"""“Kể cho chúng tôi bạn cần gì”: what the search did not find, in a visitor's own words.

Kept without a person: numbers, names and addresses are taken out before anything is written, as from
queries (search.query_log.scrubbing), and the day is all that is known of the time.
"""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.addresses import local
from core.visitors import visitor_address
from home.limits import WINDOW, from_elsewhere, within_limits
from home.models import ToldNeed
from search.query_log.scrubbing import scrub

THANKS = "#da-nhan"


# No token, for the reasons that home.feedback gives.
@csrf_exempt
@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """Keep what somebody tells and lead back to the search."""
    query = request.POST.get("q", "")[:200]
    back = local(f"/tim-kiem/?q={quote(query)}")
    if from_elsewhere(request):
        return HttpResponseRedirect(back)
    if not within_limits("told-need", visitor_address(request)):
        response = render(request, "errors/too_many.html", status=429)
        response["Retry-After"] = str(WINDOW)
        return response
    words = scrub(request.POST.get("need", ""), ToldNeed.LONGEST)
    if words:
        ToldNeed.objects.create(words=words, query=scrub(query))
    return HttpResponseRedirect(back + THANKS, status=303)
