"""The oEmbed 1.0 provider (oembed.com): a service's address becomes its card.

``type`` is ``rich`` and the markup a frame, so what is embedded stays current for ever: the facts are
in the frame, never in the answer that the other site keeps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from api.errors import problem
from api.throttling import throttled
from core.addresses import absolute, in_language, without_language
from core.site_settings import PortalSettings
from services_catalogue.models import ServicePage
from services_catalogue.permalinks import destination
from services_catalogue.selectors import published

#: Pixels. A card narrower than NARROW stacks its facts and grows.
WIDTH, HEIGHT, TALL, NARROW = 544, 290, 440, 380
#: Seconds for which the other site may keep the answer; it holds no fact that changes.
CACHE_AGE = 86_400
_LONGEST = 2000
_PERMALINK = re.compile(r"^/(?:dv|nhung)/([^/]{1,60})/?$")
_PAGE = re.compile(r"^/dich-vu/([-\w]{1,255})/$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A service that an address names, in the address's language; ``public`` or not."""

    page: ServicePage
    language: str
    case: str
    public: bool


def service_at(url: str) -> Asked | None:
    """The service at this address of ours; None for every other address."""
    # urlsplit drops line ends and tabs silently; an address with them is nobody's.
    if len(url) > _LONGEST or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        host = parts.netloc
    except ValueError:
        return None
    # The whole host is compared, as it is written: no look-alike and no user@host passes.
    if (
        parts.scheme not in ("http", "https")
        or host.lower() != urlsplit(settings.PUBLIC_URL).netloc
    ):
        return None
    path = without_language(parts.path)
    language = "vi" if path == parts.path else parts.path.split("/")[1]
    page = _page_at(path, language)
    if page is None:
        return None
    case = parse_qs(parts.query).get("th", [""])[0]
    public = published(page.content_language).filter(pk=page.pk).exists()
    return Asked(page, language, case if case.isdigit() and len(case) < 4 else "", public)


def _page_at(path: str, language: str) -> ServicePage | None:
    if found := _PERMALINK.match(path):
        leads = destination(found[1], language=language)
        return leads.page if leads else None
    if found := _PAGE.match(path):
        live = ServicePage.objects.live().filter(slug=found[1])
        return (
            live.filter(content_language=language).first()
            or live.filter(content_language="vi").first()
        )
    return None


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer for ``url``: 404 when it is none of ours, 401 when it is not public, 501 for a format."""
    if wait := throttled(request, "oembed"):
        return wait
    wanted = request.GET.get("format", "json")
    if wanted not in ("json", "xml"):
        return problem(501, _("Chỉ có định dạng json và xml."))
    try:
        most = {name: _pixels(request.GET.get(name)) for name in ("maxwidth", "maxheight")}
    except ValueError:
        return problem(400, _("maxwidth và maxheight là số điểm ảnh lớn hơn 0."))
    asked = service_at(request.GET.get("url", ""))
    if asked is None:
        return problem(404, _("Địa chỉ này không phải là một dịch vụ trên cổng."))
    if not asked.public:
        return problem(401, _("Dịch vụ này không công khai."))
    with override(asked.language):
        body = _body(asked, PortalSettings.for_request(request), **most)
    if wanted == "xml":
        return HttpResponse(_xml(body), content_type="text/xml; charset=utf-8")
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _pixels(text: str | None) -> int | None:
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) > 0):
        raise ValueError(text)
    return int(text)


def _body(
    asked: Asked, site: PortalSettings, *, maxwidth: int | None, maxheight: int | None
) -> dict[str, Any]:
    width = min(WIDTH, maxwidth or WIDTH)
    height = HEIGHT if width >= NARROW else TALL
    height = min(height, maxheight or height)
    query = f"?{urlencode({'th': asked.case})}" if asked.case else ""
    address = absolute(in_language(f"/nhung/{quote(asked.page.code)}", asked.language)) + query
    html = format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0"></iframe>',
        *(address, width, height, asked.page.title),
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": asked.page.title,
        "provider_name": site.full_name,
        "provider_url": absolute("/"),
        "cache_age": CACHE_AGE,
        "html": str(html),
        "width": width,
        "height": height,
    }


def _xml(body: dict[str, Any]) -> str:
    members = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in body.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{members}</oembed>\n'
