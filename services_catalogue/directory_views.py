"""Fields and agencies: their lists, and the page of each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.paging import paged
from services_catalogue import agency_directory, agency_page
from services_catalogue.alphabet import by_letter
from services_catalogue.browsing import browse_within, kept_when_whole
from services_catalogue.live_counts import with_counts
from services_catalogue.models import Agency, Field

#: Agencies on one page of those found by name.
AGENCIES = 30


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """Fields that have services, from A to Z."""
    letters = by_letter(with_counts(Field.objects.all()).filter(number__gt=0))
    context = {
        "title": _("Dịch vụ theo lĩnh vực"),
        "description": _("Tất cả lĩnh vực có thủ tục, xếp từ A đến Z."),
        "letters": letters,
    }
    return render(request, "services_catalogue/fields.html", context)


@require_safe
def field(request: HttpRequest, slug: str) -> HttpResponse:
    """The services of one field, to narrow down."""
    one = get_object_or_404(Field, slug=slug)
    context = browse_within(request, "field", slug, ("level", "audience", "online_level"))
    context |= {
        "field": one,
        "title": one.name,
        "description": one.description,
        "trail": [{"title": _("Lĩnh vực"), "url": "/linh-vuc/"}],
    }
    return kept_when_whole(render(request, "services_catalogue/field.html", context), context)


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """All units in groups, those with a name (?q=, present or former), or the way to one (?at=)."""
    at = request.GET.get("at", "")
    if at and Agency.objects.filter(slug=at).exists():
        return redirect("agency", slug=at)
    units = agency_directory.active_agencies()
    text = " ".join(request.GET.get("q", "").split())[: agency_directory.LONGEST]
    context: dict[str, Any] = {
        "title": _("Cơ quan trong tỉnh"),
        "description": _("Làm gì, ở đâu, mở cửa lúc nào, gọi số nào."),
        "number": len(units),
        "query_text": text,
    }
    if text:
        found = agency_directory.named(units, text)
        context["found"], context["pages"] = paged(request, found, AGENCIES)
    else:
        context["groups"] = agency_directory.grouped(units)
        context["communes"] = agency_directory.communes(units)
    return render(request, "services_catalogue/agencies.html", context)


@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """What an agency does, where, when; the units below it; its services."""
    units = Agency.objects.prefetch_related("opening_hours").select_related("merged_into")
    one = get_object_or_404(units, slug=slug)
    if one.merged_into is not None:
        return redirect(one.merged_into, permanent=True)
    above = list(one.ancestors())
    context = agency_page.present(one, above) | agency_page.services(request, one, above)
    context |= {"title": one.name, "description": one.description}
    return kept_when_whole(render(request, "services_catalogue/agency.html", context), context)
