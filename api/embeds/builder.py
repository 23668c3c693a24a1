"""/nhung/: a webmaster finds a service, sees its card as it will look, and copies the markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from api.embeds import oembed
from api.embeds.card_views import THEMES
from api.embeds.script import script_tag
from core.addresses import absolute, in_language, local
from search.engines import SearchUnavailable
from search.finding import find
from search.queries import MAX_QUERY_LENGTH, Query
from services_catalogue.models import ServicePage
from services_catalogue.permalinks import destination

#: Services to choose from.
FOUND = 8


@dataclass(frozen=True, slots=True)
class Snippet:
    """Markup to copy, with what it is good for."""

    id: str
    heading: str
    hint: str
    markup: str

    @property
    def rows(self) -> int:
        """Lines of the box that shows it."""
        return min(8, 2 + len(self.markup) // 70)


@require_safe
@csp_update({"frame-src": [SELF]})
def builder(request: HttpRequest) -> HttpResponse:
    """Search (?q=), or the card and markup of one service (?ma=, &ngon-ngu=, &mau=)."""
    text = request.GET.get("q", "").strip()[:MAX_QUERY_LENGTH]
    code = request.GET.get("ma", "").strip()[:60]
    chosen = request.GET.get("ngon-ngu") or get_language()
    language = "en" if chosen == "en" else "vi"
    theme = request.GET.get("mau", "")
    theme = theme if theme in THEMES else ""
    found = destination(code) if code else None
    context: dict[str, Any] = {
        "title": _("Nhúng dịch vụ vào trang của bạn"),
        "query_text": text,
        "code": code,
        "language": language,
        "theme": theme,
        "choices": _search(text) if text and not found else [],
        "unknown": bool(code) and found is None,
    }
    if found:
        context |= _chosen(found.page, language, theme)
    return render(request, "api/builder.html", context)


def _search(text: str) -> list[dict[str, str]]:
    try:
        results = find(Query(text=text, size=FOUND))
    except SearchUnavailable:
        return []
    return [
        {
            "title": hit.document.title,
            "url": local(f"/nhung/?{urlencode({'ma': hit.document.code})}"),
            "code": hit.document.code,
        }
        for hit in results.hits
        if hit.document.code
    ]


def _chosen(page: ServicePage, language: str, theme: str) -> dict[str, Any]:
    frame = in_language(f"/nhung/{page.code}", language) + (f"?theme={theme}" if theme else "")
    return {
        "page": page,
        "frame": frame,
        "frame_width": oembed.WIDTH,
        "frame_height": oembed.HEIGHT,
        "snippets": _snippets(page, language, theme, absolute(frame)),
        "csp": _policy(),
    }


def _snippets(page: ServicePage, language: str, theme: str, frame: str) -> list[Snippet]:
    link = absolute(in_language(page.permalink, language))
    anchor = format_html('<a href="{}">{}</a>', link, page.title)
    look = format_html(' theme="{}"', theme) if theme else ""
    component = format_html(
        '<service-link code="{}" lang="{}"{}>{}</service-link>', page.code, language, look, anchor
    )
    iframe = format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>',
        *(frame, oembed.WIDTH, oembed.HEIGHT, page.title),
    )
    with override(language):
        image = absolute(f"/dv/{page.code}.qr.svg")
        alt = _("Mã QR dẫn đến: %(title)s") % {"title": page.title}
    return [
        Snippet(
            "the",
            _("Thẻ dịch vụ"),
            _("Đẹp nhất, tự lấy số liệu mới. Khi không tải được, liên kết thường vẫn còn."),
            f"{component}\n{script_tag()}",
        ),
        Snippet(
            "khung",
            _("Khung nhúng"),
            _("Khi trang của bạn không cho chèn mã lệnh."),
            str(iframe),
        ),
        Snippet(
            "lien-ket",
            _("Liên kết thường"),
            _("Địa chỉ này không bao giờ đổi. Trong WordPress, dán địa chỉ là thành thẻ."),
            str(anchor),
        ),
        Snippet(
            "qr",
            _("Mã QR"),
            _("Cho áp phích, giấy hướng dẫn, màn hình."),
            str(format_html('<img src="{}" alt="{}" width="200" height="200">', image, alt)),
        ),
    ]


def _policy() -> str:
    parts = urlsplit(settings.PUBLIC_URL)
    origin = f"{parts.scheme}://{parts.netloc}"
    return f"script-src {origin};\nconnect-src {origin};\nframe-src {origin};"
