"""Who made a change of the feed: the person in whose entry of the log the page was published."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from wagtail.models import PageLogEntry

from services_catalogue.models import ChangeRecord

#: A change is recorded in the transaction of its publication, which is logged right after.
_NEAR = timedelta(seconds=30)
_ACTIONS = (
    "wagtail.publish",
    "wagtail.unpublish",
    "wagtail.delete",
    "wagtail.move",
    "wagtail.edit",
)
_MOST = 400


def authors_of(rows: Sequence[ChangeRecord], pages: Mapping[str, int]) -> dict[int, str]:
    """Position → name of the person; a change that nobody made by hand (an import, a clock) has none."""
    found: dict[int, str] = {}
    for start in range(0, len(rows), _MOST):
        found |= _some(rows[start : start + _MOST], pages)
    return found


def _some(rows: Sequence[ChangeRecord], pages: Mapping[str, int]) -> dict[int, str]:
    if not rows:
        return {}
    entries = (
        PageLogEntry.objects.filter(
            page__in={pages[row.code] for row in rows if row.code in pages},
            action__in=_ACTIONS,
            timestamp__range=(
                min(row.at for row in rows) - _NEAR,
                max(row.at for row in rows) + _NEAR,
            ),
        )
        .exclude(user=None)
        .select_related("user")
        .order_by("timestamp")
    )
    by_page = defaultdict(list)
    for entry in entries:
        by_page[entry.page_id].append(entry)
    found = {}
    for row in rows:
        known = by_page.get(pages.get(row.code, 0), [])
        place = bisect_right([one.timestamp for one in known], row.at)
        near = [
            one
            for one in known[max(0, place - 1) : place + 1]
            if abs(one.timestamp - row.at) <= _NEAR
        ]
        if near:
            best = min(near, key=lambda one: abs(one.timestamp - row.at))
            found[row.pk] = best.user_display_name
    return found
