"""What is printed: the QR code of a service's permanent address, and a sheet to hang up with it.

Neither tells a fact that may change: the code leads to the page as it stands.
"""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path

import segno
import typst
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from api.throttling import throttled
from core.addresses import absolute
from core.site_settings import PortalSettings
from services_catalogue.permalinks import Destination, destination

LAYOUT = Path(__file__).parent / "layouts" / "badge.typ"


def qr_svg(address: str, *, title: str, scale: float = 8) -> str:
    """A QR code with a quiet zone; Q survives a quarter of it being torn or dirty (ISO 18004)."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        out, kind="svg", scale=scale, title=title, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def _found(code: str) -> Destination:
    found = destination(code)
    if found is None:
        raise Http404(code)
    return found


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code as SVG, for print and screen."""
    page = _found(code).page
    title = _("Mã QR dẫn đến: %(title)s") % {"title": page.title}
    response = HttpResponse(
        qr_svg(absolute(page.permalink), title=title), content_type="image/svg+xml"
    )
    response["Content-Disposition"] = f'inline; filename="{page.code}.svg"'
    return response


@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet (A5) as PDF/UA-1."""
    if wait := throttled(request, "badge"):
        return wait
    page = _found(code).page
    pdf = _sheet(page.title, page.permalink, PortalSettings.for_request(request).full_name)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.code}.pdf"'
    return response


@lru_cache(maxsize=64)
def _sheet(title: str, permalink: str, provider: str) -> bytes:
    address = absolute(permalink)
    with override("vi"):
        values = {
            "title": title,
            "provider": provider,
            "lang": "vi",
            # A name of a thousand characters still leaves room for the code.
            "size": 24 if len(title) < 60 else 18 if len(title) < 140 else 11,
            "width": 74 if len(title) < 400 else 50,
            "link": address,
            "shown": address.split("://", 1)[1],
            "qr": qr_svg(address, title=title),
            "alt": _("Mã QR dẫn đến %(address)s") % {"address": address},
            "invitation": _("Quét mã để xem giấy tờ, lệ phí, thời hạn"),
            "promise": _("Trang luôn là bản mới nhất. Liên kết này không đổi."),
        }
    return typst.compile(
        str(LAYOUT),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
    )
