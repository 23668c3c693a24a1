"""What onestop processes, and how well."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Query

from onestop import statistics
from onestop.api.routing import router
from onestop.api.schemas.catalogue import ServicesAnswer, StatisticsAnswer
from onestop.models import PlannedDowntime, Service
from onestop.problems import Refused
from onestop.vocabulary import FigureGroup


@router.get("services", response=ServicesAnswer, operation_id="services", tags=["catalogue"])
def services(request: HttpRequest) -> JsonResponse:
    """All services with fee, term and papers, open or closed, and the pauses that are planned."""
    found = Service.objects.prefetch_related("agencies")
    pauses = PlannedDowntime.objects.filter(ends_at__gt=timezone.now())
    return _json(
        {
            "items": [_service(service) for service in found],
            "downtime": [
                {
                    "starts_at": pause.starts_at.isoformat(),
                    "ends_at": pause.ends_at.isoformat(),
                    "message": pause.message,
                }
                for pause in pauses
            ],
        }
    )


@router.get(
    "statistics",
    response=StatisticsAnswer,
    operation_id="statistics",
    tags=["catalogue"],
    by_alias=True,
)
def read_statistics(
    request: HttpRequest,
    first: Annotated[date, Query(alias="from", examples=["2026-01-01"])],
    last: Annotated[date, Query(alias="to", examples=["2026-11-24"])],
    group_by: Literal["agency", "field", "service", "month"] = "agency",
    agency: Annotated[str, Query(max_length=120)] = "",
    field: Annotated[str, Query(max_length=120)] = "",
    service: Annotated[str, Query(max_length=120)] = "",
) -> JsonResponse:
    """Received, resolved, early, on time and late between two days, both counted in.

    One of ``agency``, ``field`` and ``service`` narrows down to one code: months of that, or its
    own row.
    """
    if last < first:
        raise Refused(422, "wrong-span", "`to` must not lie before `from`.")
    if first.year < 2000 or last.year > 2100:
        raise Refused(422, "wrong-span", "Ask for days between 2000 and 2100.")
    group, key = _chosen(group_by, {"agency": agency, "field": field, "service": service})
    if group_by == "month":
        sums = statistics.by_month(group, first, last, key)
        names = {month: month for month in sums}
    else:
        sums = statistics.by_key(group, first, last, key)
        names = statistics.names_of(group)
    return _json(
        {
            "from": first.isoformat(),
            "to": last.isoformat(),
            "group_by": group_by,
            "as_of": timezone.now().isoformat(),
            "items": [
                {"key": one, "name": names.get(one, one), **statistics.counts_of(row)}
                for one, row in sums.items()
            ],
            "total": statistics.counts_of(statistics.added(sums.values())),
        }
    )


def _json(content: dict[str, Any]) -> JsonResponse:
    """Sent as it is: for thousands of rows, checking our own answer costs more than finding it.

    The contract tests hold these answers to the document.
    """
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def _chosen(group_by: str, filters: dict[str, str]) -> tuple[str, str]:
    """Which figures answer: (group, key or nothing)."""
    given = {name: value for name, value in filters.items() if value}
    if len(given) > 1 or (given and group_by not in {"month", *given}):
        raise Refused(
            422, "wrong-filter", "Narrow down by one code, of what is grouped by, or by month."
        )
    if given:
        return next(iter(given.items()))
    return (FigureGroup.AGENCY.value if group_by == "month" else group_by), ""


def _service(service: Service) -> dict[str, Any]:
    return {
        "code": service.code,
        "name": service.name,
        "field_code": service.field_code,
        "field_name": service.field_name,
        "open": service.is_open,
        "closed_reason": service.closed_reason,
        "fee": {"amount": service.fee, "text": service.fee_text},
        "term": {
            "value": None if service.term_value is None else float(service.term_value),
            "unit": service.term_unit,
            "text": service.term_text,
        },
        "papers": service.papers,
        "agencies": [
            {"code": agency.code, "name": agency.name} for agency in service.agencies.all()
        ],
    }
