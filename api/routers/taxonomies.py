"""Agencies, fields and life events."""

from __future__ import annotations

from typing import Annotated

from django.db.models import Count, Q
from django.http import HttpRequest
from ninja import Query, Router

from api.links import absolute
from api.schemas import AgencyList, AgencyOut, FieldList, FieldOut, LifeEventList, LifeEventOut
from services_catalogue.models import Agency, Field, LifeEvent
from services_catalogue.vocabulary import AgencyKind

router = Router(tags=["taxonomies"])
_PUBLISHED = Count("services", filter=Q(services__live=True))


@router.get("agencies", response=AgencyList, operation_id="list_agencies")
def list_agencies(
    request: HttpRequest,
    kind: AgencyKind | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> AgencyList:
    """Active agencies, ordered by slug; ``parent`` is the slug of the unit above."""
    agencies = Agency.objects.filter(is_active=True)
    if kind:
        agencies = agencies.filter(kind=kind)
    page = agencies.select_related("parent").prefetch_related("opening_hours").order_by("slug")
    return AgencyList(
        total=agencies.count(),
        limit=limit,
        offset=offset,
        items=[
            AgencyOut.model_validate(
                {
                    **{name: getattr(agency, name) for name in _PLAIN},
                    "parent": agency.parent.slug if agency.parent else None,
                    "former_names": agency.former_name_list,
                    "opening_hours": [
                        {
                            "weekday": period.weekday,
                            "opens": f"{period.opens:%H:%M}",
                            "closes": f"{period.closes:%H:%M}",
                        }
                        for period in agency.opening_hours.all()
                    ],
                    "url": absolute(agency.get_absolute_url()),
                }
            )
            for agency in page[offset : offset + limit]
        ],
    )


_PLAIN = (
    "slug",
    "name",
    "short_name",
    "kind",
    "egov_code",
    "description",
    "address",
    "phone",
    "email",
    "website",
)


@router.get("fields", response=FieldList, operation_id="list_fields")
def list_fields(request: HttpRequest) -> FieldList:
    """All fields with the number of published services in each."""
    fields = Field.objects.annotate(published=_PUBLISHED).order_by("slug")
    items = [
        FieldOut.model_validate(
            {
                "slug": field.slug,
                "name": field.name,
                "description": field.description,
                "services": field.published,
                "url": absolute(field.get_absolute_url()),
            }
        )
        for field in fields
    ]
    return FieldList(total=len(items), items=items)


@router.get("life-events", response=LifeEventList, operation_id="list_life_events")
def list_life_events(request: HttpRequest) -> LifeEventList:
    """All life events with the number of published services for each."""
    events = LifeEvent.objects.annotate(published=_PUBLISHED).order_by(
        "audience", "sort_order", "slug"
    )
    items = [
        LifeEventOut.model_validate(
            {
                "slug": event.slug,
                "name": event.name,
                "audience": event.audience,
                "description": event.description,
                "services": event.published,
                "url": absolute(event.get_absolute_url()),
            }
        )
        for event in events
    ]
    return LifeEventList(total=len(items), items=items)
