"""Which changes a subscriber wants to hear of. When in doubt, he is told: a miss stays for years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.models import WebhookSubscription
from services_catalogue.models import ChangeRecord, ServicePage
from services_catalogue.selectors import base_code

#: Members of the public record that tell where a service belongs.
_BELONGING = {"field": "field", "agencies": "agencies"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service belongs now: slugs of its field and of the agencies with a role in it."""

    field: str
    agencies: frozenset[str]


def places_of(codes: Sequence[str]) -> dict[str, Place]:
    """Where these services belong, live or not; a deleted one is missing."""
    pages = (
        ServicePage.objects.filter(code__in=set(codes))
        .select_related("field")
        .prefetch_related("service_agencies__agency")
    )
    return {
        page.code: Place(
            page.field.slug, frozenset(one.agency.slug for one in page.service_agencies.all())
        )
        for page in pages
    }


def wants(
    subscription: WebhookSubscription, change: ChangeRecord, places: dict[str, Place]
) -> bool:
    """Whether this change is told. One whose field or agencies changed may have left or entered."""
    if subscription.kinds and change.kind not in subscription.kinds:
        return False
    if subscription.codes:
        wanted = {base_code(one) or one for one in subscription.codes}
        return bool({change.code, base_code(change.code), change.superseded_by} & wanted)
    place = places.get(change.code)
    if place is None:
        return True
    if subscription.fields and place.field not in subscription.fields:
        return _BELONGING["field"] in change.fields
    if subscription.agencies and not place.agencies & set(subscription.agencies):
        return _BELONGING["agencies"] in change.fields
    return True
