"""Whether a service is still offered, and what stands in its place: read from what was last told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Concat

from services_catalogue.models import ChangeRecord, PublishedService, ServicePage
from services_catalogue.models.changes import ChangeKind
from services_catalogue.permalinks import destination
from services_catalogue.selectors import by_code, published

#: Begins the key of a service that is withdrawn; the code of what replaces it follows in both cases.
_GONE = "-"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a service stands with the public. ``key`` tells two standings apart.

    ``way_on`` is the public service that stands in for it, if there is one.
    """

    code: str
    title: str
    key: str
    position: int
    way_on: ServicePage | None = None

    @property
    def gone(self) -> bool:
        """Whether it was taken down."""
        return self.key.startswith(_GONE)

    @property
    def ordinary(self) -> bool:
        """Whether it is offered and nothing replaces it."""
        return not self.key


def standing_key(code: OuterRef) -> Subquery:
    """The key of a service's standing, for a query over rows that name codes; null where unknown."""
    told = PublishedService.objects.filter(code=code)
    return Subquery(told.values_list(_key())[:1], output_field=CharField())


def standing_of(code: str) -> Standing | None:
    """How the service ``code`` stands; None when there never was one. At most six queries."""
    told = PublishedService.objects.filter(code=code).first()
    if told is None:
        return None
    leads_from = told.superseded_by if told.public else code
    leads = destination(leads_from) if leads_from else None
    way_on = leads.page if leads else None
    if way_on is not None and (way_on.code == code or not _is_public(way_on)):
        way_on = None
    key = told.superseded_by if told.public else f"{_GONE}{told.superseded_by}"
    return Standing(code, told.title, key, told.position, way_on)


def since(standing: Standing) -> datetime | None:
    """When it came to stand so."""
    kinds = [ChangeKind.WITHDRAWN]
    if not standing.gone:
        kinds = [ChangeKind.SUPERSEDED, ChangeKind.PUBLISHED]
    rows = ChangeRecord.objects.filter(code=standing.code, kind__in=kinds)
    return rows.order_by("-position").values_list("at", flat=True).first()


def _is_public(page: ServicePage) -> bool:
    return by_code(page.code, published().filter(pk=page.pk)) is not None


def _key() -> Concat:
    gone = Case(When(public=False, then=Value(_GONE)), default=Value(""), output_field=CharField())
    return Concat(gone, "superseded_by", output_field=CharField())
