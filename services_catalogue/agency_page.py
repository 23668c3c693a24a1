"""An agency as its page shows it."""

from __future__ import annotations

from typing import Any

import structlog
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from core.addresses import absolute
from core.paging import page_address
from search.engines import SearchUnavailable
from search.finding import find
from search.queries import Query
from search.text import sort_key
from services_catalogue.agency_directory import Unit
from services_catalogue.models import Agency, ServiceAgency
from services_catalogue.opening_hours import weekly_hours
from services_catalogue.vocabulary import AgencyKind

log = structlog.get_logger(__name__)

#: Services on one page of the list.
SERVICES = 20
#: Id of the list, where the links of its pages lead.
ANCHOR = "dich-vu"


def present(agency: Agency, ancestors: list[Agency]) -> dict[str, Any]:
    """All but the services: the way down to it, hours, units below, data for machines."""
    below = Agency.objects.filter(parent=agency, is_active=True).only(
        "name", "slug", "short_name", "kind", "parent_id"
    )
    return {
        "agency": agency,
        "ancestors": ancestors,
        "trail": [
            {"title": _("Cơ quan"), "url": "/co-quan/"},
            *({"title": one.name, "url": one.get_absolute_url()} for one in ancestors),
        ],
        "hours": weekly_hours(agency.opening_hours.all()),
        "units": sorted((Unit(one) for one in below), key=lambda one: sort_key(one.place)),
        "linked_data": linked_data(agency, ancestors),
    }


def services(request: HttpRequest, agency: Agency, ancestors: list[Agency]) -> dict[str, Any]:
    """A page of the agency's services, most used first: {hits, number, pages, source}.

    A unit without services of its own (a commune, a division) shows those of the nearest unit above
    that has some, in ``source``: "every commune", or its department.
    """
    source = _source(agency, ancestors)
    context: dict[str, Any] = {"source": source, "hits": (), "number": 0}
    if source is None:
        return context
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 4 else 1
    query = Query(
        filters={"agency": (source.slug,)},
        sort="popularity",
        size=SERVICES,
        page=max(number, 1),
        facets=(),
    )
    try:
        found = find(query)
    except SearchUnavailable as problem:
        log.error("agency_services_unavailable", reason=str(problem))
        return context | {"unavailable": True}
    if query.page > found.pages:
        raise Http404(f"no page {number}")
    here = query.page
    return context | {
        "hits": found.hits,
        "number": found.total,
        "pages": {
            "number": here,
            "total": found.pages,
            "previous_url": page_address(request, here - 1, ANCHOR) if here > 1 else "",
            "next_url": page_address(request, here + 1, ANCHOR) if here < found.pages else "",
        },
    }


def _source(agency: Agency, ancestors: list[Agency]) -> Agency | None:
    """The unit whose services are shown: itself, or the nearest below the province's own."""
    above = [one for one in reversed(ancestors) if one.kind != AgencyKind.PROVINCE]
    rows = (
        ServiceAgency.objects.filter(agency__in=[agency, *above], page__live=True)
        .values_list("agency")
        .annotate(number=Count("page", distinct=True))
    )
    counts = dict(rows)
    return next((one for one in (agency, *above) if counts.get(one.pk)), None)


def linked_data(agency: Agency, ancestors: list[Agency]) -> dict[str, Any]:
    """The agency as schema.org GovernmentOrganization."""
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": absolute(f"/co-quan/{agency.slug}/"),
        "name": agency.name,
        "alternateName": agency.short_name,
        "description": agency.description,
        "identifier": agency.egov_code,
        "address": agency.address,
        "telephone": agency.phone,
        "email": agency.email,
        "url": agency.website or absolute(f"/co-quan/{agency.slug}/"),
        "parentOrganization": {"@type": "GovernmentOrganization", "name": ancestors[-1].name}
        if ancestors
        else "",
    }
    return {name: value for name, value in data.items() if value}
