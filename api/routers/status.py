"""Whether services that another site shows still stand: made to be asked often."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import Query, Router
from ninja.errors import ValidationError

from api.links import absolute
from api.schemas import StatusList
from search.engines import get_engine
from services_catalogue.models import ChangeFeed, ChangeRecord, PublishedService
from services_catalogue.selectors import base_code, published
from services_catalogue.starting import in_force
from submissions.start_gate import downtime_notice

router = Router(tags=["status"])

MOST_CODES = 100
#: Seconds for which the search engine's word counts.
_HEALTH = 15
_STATES = {"now": "live", "later": "later", "ended": "ended", "replaced": "superseded"}


@router.get("status", response=StatusList, operation_id="get_status")
def get_status(
    request: HttpRequest,
    codes: Annotated[
        str,
        Query(max_length=4000, description="Procedure codes, by commas, 100 at the most"),
    ] = "",
) -> HttpResponse:
    """Where the services stand that you show, and the portal itself.

    Ask with ``If-None-Match`` as often as you like: while nothing has changed, 304 comes after one
    look into the database. A code that never was is ``unknown``, not an error.
    """
    asked = list(dict.fromkeys(filter(None, (one.strip() for one in codes.split(",")))))
    if len(asked) > MOST_CODES:
        raise ValidationError(
            [{"type": "too_many", "loc": ("query", "codes"), "msg": f"{MOST_CODES} at the most"}]
        )
    feed, portal = ChangeFeed.current(), _portal()
    told = [str(feed), str(timezone.localdate()), *map(str, portal.values()), *asked]
    etag = quote_etag(hashlib.sha256("\n".join(told).encode()).hexdigest()[:32])
    answer = get_conditional_response(request, etag=etag)
    if not isinstance(answer, HttpResponseNotModified):
        newest = ChangeRecord.objects.filter(position=feed.position).first()
        portal = {**portal, "cursor": str(feed), "changed_at": newest.at if newest else None}
        answer = JsonResponse(
            {"portal": portal, "items": _items(asked)}, json_dumps_params={"ensure_ascii": False}
        )
    answer["ETag"] = etag
    answer["Cache-Control"] = "no-cache"  # how the portal fares changes without an edit
    return answer


def _portal() -> dict[str, Any]:
    limits = caches["limits"]
    well = limits.get("status:search")
    if well is None:
        well = get_engine().health().ok
        limits.set("status:search", well, _HEALTH)
    return {"state": "ok" if well else "degraded", "notice": downtime_notice()}


def _items(asked: list[str]) -> list[dict[str, Any]]:
    codes = {one: base_code(one) or one for one in asked}
    wanted = {*codes.values(), *asked}
    told = {one.code: one for one in PublishedService.objects.filter(code__in=wanted)}
    moments = dict(
        ChangeRecord.objects.filter(
            position__in=[one.position for one in told.values()]
        ).values_list("position", "at")
    )
    pages = {
        page.code: page
        for page in published().filter(code__in=wanted).select_related("superseded_by")
    }
    items = []
    for one in asked:
        known = told.get(one) or told.get(codes[one])
        page = pages.get(known.code) if known else None
        items.append(
            {
                "asked": one[:60],
                "code": known.code if known else None,
                "state": _state(known, page),
                "title": known.title if known else "",
                "changed_at": moments.get(known.position) if known else None,
                "superseded_by": (known.superseded_by or None) if known else None,
                "permalink": absolute(f"/dv/{known.code}") if known else None,
            }
        )
    return items


def _state(known: PublishedService | None, page: Any) -> str:
    if known is None:
        return "unknown"
    if page is None or not known.public:
        return "superseded" if known.superseded_by else "withdrawn"
    return _STATES[in_force(page)]
