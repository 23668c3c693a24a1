"""Services, listed and whole."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.errors import HttpError

from api.links import absolute
from api.schemas import LabelOut, ServiceDetail, ServiceList, ServiceSummary
from api.sparse_fields import FieldsParameter, chosen_fields, narrowed
from services_catalogue.documents import audiences_of, levels_of
from services_catalogue.facts import agency_text, fee_text, time_text
from services_catalogue.models import ServicePage
from services_catalogue.permalinks import withdrawn
from services_catalogue.public_record import public_record
from services_catalogue.selectors import by_code, published, with_facts, with_parts
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
    after: Annotated[str, Query(max_length=40, description="Only codes behind this one")] = "",
    fields: FieldsParameter = "",
) -> HttpResponse:
    """Published services, ordered by code.

    ``next`` leads on by the last code read (``after``), so nothing is lost or read twice when the
    catalogue changes meanwhile. ``total`` counts all that match, whatever the page.
    """
    names = chosen_fields(fields, ServiceSummary.model_fields)
    services = _filtered(field, agency, level, audience, life_event)
    total = services.count()
    if after:
        services = services.filter(code__gt=after)
    found = list(with_facts(services.order_by("code", "pk"))[offset : offset + limit + 1])
    page, more = found[:limit], len(found) > limit
    return _json(
        {
            "total": total,
            "limit": limit,
            "offset": offset,
            "next": _page_link(request, after=page[-1].code) if more else None,
            "previous": _page_link(request, offset=max(0, offset - limit)) if offset else None,
            "items": [
                narrowed(_summary(service).model_dump(mode="json"), names) for service in page
            ],
        }
    )


@router.get("services/{code}", response=ServiceDetail, operation_id="get_service")
def get_service(request: HttpRequest, code: str, fields: FieldsParameter = "") -> HttpResponse:
    """One service whole, by its code (variants such as 1.001193.H49 find it too)."""
    names = chosen_fields(fields, ServiceDetail.model_fields)
    service = by_code(code, with_parts(published()))
    if service is None:
        raise absent(code)
    # Not validated again: what an editor left incomplete is told as it is.
    return _json(narrowed(public_record(service), names))


def absent(code: str) -> Exception:
    """Why there is no such service: never heard of (404), or gone (410)."""
    gone = withdrawn(code)
    if gone is None:
        return Http404(_("Không có dịch vụ nào mang mã %(code)s.") % {"code": code[:40]})
    if gone.superseded_by:
        said = _("Dịch vụ %(code)s đã được thay bằng %(successor)s.")
        return HttpError(410, said % {"code": gone.code, "successor": gone.superseded_by})
    return HttpError(410, _("Dịch vụ %(code)s không còn được cung cấp.") % {"code": gone.code})


def _filtered(
    field: str, agency: str, level: Level | None, audience: Audience | None, life_event: str
) -> QuerySet[ServicePage]:
    services = published()
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


def _json(body: Any) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _page_link(request: HttpRequest, **place: Any) -> str:
    kept = {key: value for key, value in request.GET.dict().items() if key != "offset"}
    parameters = {**kept, **place}
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
