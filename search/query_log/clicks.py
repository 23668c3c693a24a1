"""Counts which result was chosen, told by a small script of the results page.

Nothing tells who chose: no cookie, no id of a visitor, and links carry nothing.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.queries import MAX_QUERY_LENGTH
from search.query_log.counting import counter
from search.query_log.entries import is_robot
from search.query_log.scrubbing import scrub

#: Clicks of one address in a minute that are counted, and deepest position.
MOST_IN_A_MINUTE, LAST_POSITION = 30, 500
_CODE = re.compile(r"[0-9A-Za-z.]{1,40}")


@csrf_exempt  # Changes nothing of anybody's; a beacon cannot carry a token without a cookie.
@never_cache
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """Count ``code`` at ``position`` (from 1) for ``q``. Answers 204 whatever was sent."""
    text = scrub(request.POST.get("q", "")[:MAX_QUERY_LENGTH])
    code = request.POST.get("code", "")
    position = request.POST.get("position", "")
    if (
        text
        and _CODE.fullmatch(code)
        and re.fullmatch(r"[1-9]\d{0,2}", position)
        and int(position) <= LAST_POSITION
        and _own_page(request)
        and not is_robot(request)
        and _within_limit(request)
    ):
        counter.click(text, code, int(position))
    return HttpResponse(status=204)


def _own_page(request: HttpRequest) -> bool:
    """Whether a page of this portal sent it; browsers tell on every beacon."""
    origin = request.headers.get("Origin", "")
    return urlsplit(origin).netloc == request.get_host()


def _within_limit(request: HttpRequest) -> bool:
    """Counts by address, in this process's memory and for a minute only."""
    key = f"search-click:{_address(request)}"
    caches["limits"].add(key, 0, timeout=60)
    try:
        return caches["limits"].incr(key) <= MOST_IN_A_MINUTE
    except ValueError:  # it ran out between the two lines
        return True


def _address(request: HttpRequest) -> str:
    """The visitor's address, behind as many proxies as the settings say."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.NUM_PROXIES and len(forwarded) >= settings.NUM_PROXIES:
        return forwarded[-settings.NUM_PROXIES].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
