"""Fields, agencies and life events: lists and pages of the taxonomies by which people browse."""

from __future__ import annotations

from typing import Any

import structlog
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.paging import paged
from search.engines import SearchUnavailable
from services_catalogue import agency_directory, agency_page, life_event_services
from services_catalogue.alphabet import by_letter
from services_catalogue.browsing import browse_within
from services_catalogue.models import Agency, Field, LifeEvent
from services_catalogue.vocabulary import Audience

log = structlog.get_logger(__name__)

#: Services and agencies on one page of a list.
SERVICES, AGENCIES = 30, 30


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """Fields that have services, from A to Z."""
    letters = by_letter(_with_counts(Field.objects.all()).filter(number__gt=0))
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
    return _kept_when_whole(render(request, "services_catalogue/field.html", context), context)


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
    one = get_object_or_404(Agency.objects.prefetch_related("opening_hours"), slug=slug)
    above = list(one.ancestors())
    context = agency_page.present(one, above) | agency_page.services(request, one, above)
    context |= {"title": one.name, "description": one.description}
    return _kept_when_whole(render(request, "services_catalogue/agency.html", context), context)


@require_safe
def life_events(request: HttpRequest) -> HttpResponse:
    """Life events of citizens and of businesses, with the number of services of each."""
    events = _with_counts(LifeEvent.objects.all())
    context = {
        "title": _("Dịch vụ theo việc trong đời"),
        "description": _("Chọn chuyện đang diễn ra để xem những việc cần làm."),
        "groups": [
            {"audience": audience, "events": [one for one in events if one.audience == audience]}
            for audience in (Audience.CITIZEN, Audience.BUSINESS, Audience.ORGANISATION)
        ],
    }
    return render(request, "services_catalogue/life_events.html", context)


@require_safe
def life_event(request: HttpRequest, slug: str) -> HttpResponse:
    """The services that an event takes, by field, or those of one field (?field=)."""
    one = get_object_or_404(LifeEvent, slug=slug)
    context: dict[str, Any] = {
        "event": one,
        "title": one.name,
        "description": one.description,
        "trail": [{"title": _("Việc trong đời"), "url": "/su-kien/"}],
    }
    try:
        documents = life_event_services.services_of(slug)
    except SearchUnavailable as problem:
        log.error("life_event_unavailable", reason=str(problem))
        documents, context["unavailable"] = [], True
    shares = life_event_services.fields_of(documents)
    chosen = next((share for share in shares if share.slug == request.GET.get("field")), None)
    if chosen:
        documents = [one for one in documents if one.field and one.field.value == chosen.slug]
    shown, pages = paged(request, documents, SERVICES)
    context |= {
        "fields": shares,
        "chosen": chosen,
        "total": sum(share.count for share in shares),
        "groups": life_event_services.by_field(shown),
        "pages": pages,
    }
    return _kept_when_whole(render(request, "services_catalogue/life_event.html", context), context)


def _with_counts(taxonomy: QuerySet) -> QuerySet:
    """With ``number``, how many live services belong to each."""
    return taxonomy.annotate(number=Count("services", filter=Q(services__live=True), distinct=True))


def _kept_when_whole(response: HttpResponse, context: dict[str, Any]) -> HttpResponse:
    """Keep an answer without its services out of every cache."""
    if context.get("unavailable"):
        add_never_cache_headers(response)
    return response
