"""Pages for when something is wrong: not found helps to find, the others need nothing to work."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from core.addresses import local, without_language
from services_catalogue.popular import popular_services

log = structlog.get_logger(__name__)

#: Popular services shown where a page was not found.
SERVICES = 5
#: Longest text that is put into the search box.
LONGEST = 80

_NOT_WORDS = re.compile(r"[^\w]+|_")
#: Parts of addresses that say nothing about what was looked for.
_PARTS = frozenset(
    ["dich", "vu", "linh", "vuc", "co", "quan", "su", "kien", "tin", "tuc", "html", "aspx", "php"]
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 with a search box that holds the words of the address."""
    moved = _moved(request)
    if moved is not None:
        return moved
    context: dict[str, Any] = {
        "title": _("Không tìm thấy trang"),
        "words": words_of(request.path),
        "services": popular_services(SERVICES),
    }
    return render(request, "404.html", context, status=404)


def words_of(path: str) -> str:
    """What a path may have been about: "/dich-vu/cap-doi-the-1001193/" → "cap doi the".

    Rooms of the portal and codes are left out; at most LONGEST characters, whole words.
    """
    parts = [part for part in unquote(without_language(path)).split("/") if part.strip()]
    last = parts[-1] if parts else ""
    words = [word for word in _NOT_WORDS.split(last) if word and not word.isdigit()]
    if {word.lower() for word in words} <= _PARTS:
        return ""
    text = " ".join(words)
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]


def _moved(request: HttpRequest) -> HttpResponse | None:
    """Where a page went whose address changed, for addresses with a language before them.

    Wagtail's redirects know the page's own address only.
    """
    path = without_language(request.path)
    if path == request.path:
        return None
    redirect = get_redirect(request, Redirect.normalise_path(path))
    if redirect is None or not redirect.link:
        return None
    response = HttpResponseRedirect(local(redirect.link))
    response.status_code = 301 if redirect.is_permanent else 302
    return response


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _plain("400.html", 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _plain("403.html", 403)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the database and without what every page shares."""
    return _plain("500.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    html: str
    try:
        html = render_to_string(template)
    except Exception:
        # Even templates or static files may be what is broken.
        log.exception("error_page_failed", template=template)
        html = _("Có lỗi trên máy chủ. Thử lại sau ít phút.")
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return response
