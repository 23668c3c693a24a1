"""What citizens searched for and did not find, and still would not find if they asked again.

The log tells what failed on a day; only asking again tells whether it still does. The clock asks
every few minutes and leaves the answer in the cache that all processes share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import structlog
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import ngettext

from search.best_bets import best_bets
from search.engines import SearchUnavailable
from search.finding import find
from search.queries import Query
from search.query_log import report
from services_catalogue.desk.sources import Matter, Waiting
from services_catalogue.units.scope import Scope

log = structlog.get_logger(__name__)

#: Days of the log that count, texts that are asked again, and results that tell what was meant.
DAYS, MOST, NEAREST = 14, 100, 3
_KEY = "desk-failed-searches"


@dataclass(frozen=True, slots=True)
class Failed:
    """A text that fails: how often in :data:`DAYS` days, and services that it may have meant."""

    text: str
    times: int
    codes: tuple[str, ...]


def recheck() -> int:
    """Ask again what failed lately; answers how many still fail. Raises SearchUnavailable."""
    failing = [one for row in _logged() if (one := _asked_again(row)) is not None]
    caches["default"].set(_KEY, failing, timeout=None)
    return len(failing)


def _logged() -> list[dict[str, Any]]:
    rows = report.since(report.asked(), DAYS)
    failed = rows.filter(report.SELECTIONS["empty"] | report.SELECTIONS["doubted"])
    return report.with_most_chosen(list(failed.order_by("-empty", "-doubted", "text")[:MOST]))


def _asked_again(row: dict[str, Any]) -> Failed | None:
    query = Query(row["text"], size=NEAREST, facets=())
    found = find(query)
    if (found.total and not found.low_confidence) or best_bets(query):
        return None
    nearest = [hit.document.code for hit in found.hits if hit.document.code]
    codes = [row["code"]] if row["code"] else nearest
    return Failed(row["text"], row["empty"] + row["doubted"], tuple(codes))


def still_failing() -> list[Failed]:
    """What the clock found last; before it ever ran, what the log says."""
    kept = caches["default"].get(_KEY)
    if kept is not None:
        return list(kept)
    return [
        Failed(row["text"], row["empty"] + row["doubted"], (row["code"],) if row["code"] else ())
        for row in _logged()
    ]


def failed_searches(user: Any, scope: Scope, most: int) -> Waiting:
    """All for people of the province; for a unit those that may have meant one of its services."""
    failing = still_failing()
    if not scope.everything:
        codes = {code for one in failing for code in one.codes}
        mine = set(scope.services().filter(code__in=codes).values_list("code", flat=True))
        failing = [one for one in failing if mine.intersection(one.codes)]
    return Waiting(len(failing), [_matter(one) for one in failing[:most]])


def _matter(failed: Failed) -> Matter:
    asked = {"q": failed.text, "code": failed.codes[0] if failed.codes else ""}
    return Matter(
        title=f"“{failed.text}”",
        url=f"{reverse('add_popular_name')}?{urlencode(asked)}",
        detail=ngettext("%(count)s lượt tìm", "%(count)s lượt tìm", failed.times)
        % {"count": failed.times},
    )


def recheck_or_keep() -> int | None:
    """:func:`recheck`, or None when the search does not answer: what was found last stays."""
    try:
        return recheck()
    except SearchUnavailable as problem:
        log.warning("failed_searches_not_asked", reason=str(problem))
        return None
