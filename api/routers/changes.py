"""The change feed: what a mirror needs to stay exact."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.errors import HttpError

from api.links import absolute
from api.schemas import ChangeList, ChangeOut
from services_catalogue.models import ChangeFeed, ChangeKind, ChangeRecord

router = Router(tags=["changes"])

_CURSOR = r"^([0-9a-f]{8}\.[0-9]{1,18})?$"


@router.get("changes", response=ChangeList, operation_id="list_changes")
def list_changes(
    request: HttpRequest,
    since: Annotated[
        str,
        Query(pattern=_CURSOR, description="Cursor of an earlier answer; empty: from the start"),
    ] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> ChangeList:
    """Every change of the catalogue in order, without gaps, from the first publication on.

    To keep a mirror: read each code that appears from ``record`` (drop it on 404 or 410), keep the
    ``cursor``, go on while ``more``. A cursor of another history answers 410: read all anew.
    """
    feed = ChangeFeed.current()
    position = _position(since, feed)
    found = list(ChangeRecord.objects.filter(position__gt=position)[: limit + 1])
    page, more = found[:limit], len(found) > limit
    last = page[-1].position if page else position
    cursor = f"{feed.epoch}.{last}"
    path = f"{request.path}?{urlencode({'since': cursor, 'limit': limit})}"
    return ChangeList(
        items=[_change(one, feed.epoch) for one in page],
        cursor=cursor,
        more=more,
        next=absolute(path) if more else None,
    )


def _position(since: str, feed: ChangeFeed) -> int:
    if not since:
        return 0
    epoch, _dot, number = since.partition(".")
    if epoch != feed.epoch or int(number) > feed.position:
        raise HttpError(
            410, _("Mốc này thuộc về một danh mục khác. Hãy đọc lại từ đầu, không kèm since.")
        )
    return int(number)


def _change(one: ChangeRecord, epoch: str) -> ChangeOut:
    return ChangeOut(
        cursor=f"{epoch}.{one.position}",
        kind=ChangeKind(one.kind),
        code=one.code,
        title=one.title,
        fields=one.fields,
        superseded_by=one.superseded_by or None,
        at=one.at,
        record=absolute(f"/api/v1/services/{one.code}"),
        permalink=absolute(f"/dv/{one.code}"),
    )
