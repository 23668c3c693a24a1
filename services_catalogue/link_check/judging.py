"""From single looks to a verdict: one bad day breaks no link."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from services_catalogue.link_check import reasons
from services_catalogue.link_check.fetching import Outcome
from services_catalogue.models import LinkCheck, LinkState, LinkStatus

#: Looks in a row that must say that the page is gone, or that nobody outside can reach it.
CERTAIN_TWICE = 2
#: Different days on which everything else must fail.
DAYS = 3
_CERTAIN = frozenset({reasons.GONE, reasons.PRIVATE, reasons.ADDRESS})

WHEN_FINE = timedelta(days=7)
WHEN_FAILING = timedelta(hours=20)


def apply(link: LinkStatus, outcome: Outcome, at: datetime) -> LinkCheck:
    """Write ``outcome`` into ``link`` (not saved) and answer the row of its history (not saved)."""
    before = link.checked_at
    link.checked_at = at
    link.status, link.reason, link.leads_to = (
        outcome.status,
        outcome.reason,
        outcome.leads_to[:1000],
    )
    if outcome.fine:
        link.state = LinkState.FINE
        link.failures = link.failed_days = 0
        link.failing_since = link.broken_since = None
        link.due_at = at + WHEN_FINE + _spread(link)
    else:
        new_day = not link.failures or before is None or _day(before) != _day(at)
        link.failures = min(link.failures + 1, 1000)
        link.failed_days = min(link.failed_days + new_day, 1000)
        link.failing_since = link.failing_since or at
        if _is_broken(link, outcome):
            link.state = LinkState.BROKEN
            link.broken_since = link.broken_since or at
        elif link.state != LinkState.BROKEN:
            link.state = LinkState.FAILING
        link.due_at = at + WHEN_FAILING
    return LinkCheck(
        link=link,
        at=at,
        fine=outcome.fine,
        status=outcome.status,
        reason=outcome.reason,
        leads_to=link.leads_to,
        milliseconds=outcome.milliseconds,
    )


def _is_broken(link: LinkStatus, outcome: Outcome) -> bool:
    if outcome.reason in _CERTAIN and link.failures >= CERTAIN_TWICE:
        return True
    return link.failed_days >= DAYS


def _day(at: datetime) -> object:
    return timezone.localtime(at).date()


def _spread(link: LinkStatus) -> timedelta:
    """Some hours more or less, so that a big import is not looked at in one night for ever."""
    return timedelta(minutes=(link.pk or 0) * 37 % (24 * 60))
