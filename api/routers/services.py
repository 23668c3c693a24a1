"""Services, listed and whole."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from api.links import absolute
from api.schemas import LabelOut, ServiceDetail, ServiceList, ServiceSummary
from services_catalogue.documents import audiences_of, levels_of
from services_catalogue.exchange.exporting import record_for
from services_catalogue.facts import agency_text, fee_text, time_text
from services_catalogue.models import ServicePage
from services_catalogue.selectors import by_code, with_facts, with_parts
from services_catalogue.vocabulary import Audience, Level, OnlineLevel

router = Router(tags=["services"])

_LEVEL_COLUMNS = {level: f"at_{level.value}" for level in Level}
_AUDIENCE_COLUMNS = {
    Audience.CITIZEN: "for_citizens",
    Audience.BUSINESS: "for_businesses",
    Audience.ORGANISATION: "for_organisations",
}


@router.get("services", response=ServiceList, operation_id="list_services")
def list_services(
    request: HttpRequest,
    field: Annotated[str, Query(description="Slug of a field")] = "",
    agency: Annotated[str, Query(description="Slug of an agency, in any role")] = "",
    level: Level | None = None,
    audience: Audience | None = None,
    life_event: Annotated[str, Query(description="Slug of a life event")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> ServiceList:
    """Published services, ordered by code, so that pages stay stable while you read them."""
    services = _filtered(field, agency, level, audience, life_event)
    total = services.count()
    page = list(with_facts(services.order_by("code", "pk"))[offset : offset + limit])
    return ServiceList(
        total=total,
        limit=limit,
        offset=offset,
        next=_page_link(request, offset + limit) if offset + limit < total else None,
        previous=_page_link(request, max(0, offset - limit)) if offset else None,
        items=[_summary(service) for service in page],
    )


@router.get("services/{code}", response=ServiceDetail, operation_id="get_service")
def get_service(request: HttpRequest, code: str) -> ServiceDetail:
    """One service whole, by its code (variants such as 1.001193.H49 find it too)."""
    service = by_code(code, with_parts(ServicePage.objects.live()))
    if service is None:
        raise Http404(_("Không có dịch vụ nào mang mã %(code)s.") % {"code": code[:40]})
    return ServiceDetail(
        **record_for(service).model_dump(),
        title=service.title,
        url=absolute(service.get_url() or service.permalink),
        permalink=absolute(service.permalink),
        updated_at=service.last_published_at,
    )


def _filtered(
    field: str, agency: str, level: Level | None, audience: Audience | None, life_event: str
) -> QuerySet[ServicePage]:
    services = ServicePage.objects.live()
    if field:
        services = services.filter(field__slug=field)
    if agency:
        services = services.filter(service_agencies__agency__slug=agency).distinct()
    if level:
        services = services.filter(**{_LEVEL_COLUMNS[level]: True})
    if audience:
        services = services.filter(**{_AUDIENCE_COLUMNS[audience]: True})
    if life_event:
        services = services.filter(life_events__slug=life_event)
    return services


def _page_link(request: HttpRequest, offset: int) -> str:
    parameters = {**request.GET.dict(), "offset": offset}
    return absolute(f"{request.path}?{urlencode(parameters)}")


def _summary(service: ServicePage) -> ServiceSummary:
    return ServiceSummary(
        code=service.code,
        title=service.title,
        short_name=service.short_name,
        official_name=service.official_name,
        summary=service.summary,
        url=absolute(service.get_url() or service.permalink),
        permalink=absolute(service.permalink),
        online_level=OnlineLevel(service.online_level),
        field=LabelOut(value=service.field.slug, label=service.field.name),
        levels=levels_of(service),
        audiences=audiences_of(service),
        time=time_text(service),
        fee=fee_text(service),
        agency=agency_text(service),
        updated_at=service.last_published_at,
    )
