"""Roles that a head gives for a time, and what becomes of them when the head goes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from services_catalogue.models import UnitMembership, UnitRole
from services_catalogue.units.scope import with_those_above, with_those_below

#: No delegation outlives this; a longer absence is a matter for the province.
LONGEST_DAYS = 365
_LED = "_units_led"


def led_by(user: Any) -> frozenset[int]:
    """Units that ``user`` leads in their own right, those below included; kept for one request.

    Who leads by delegation does not hand it on: the one who answers for it must be in sight.
    """
    found: frozenset[int] | None = user.__dict__.get(_LED)
    if found is None:
        own = UnitMembership.objects.current().filter(
            user=user, role=UnitRole.HEAD, delegated_by=None
        )
        found = with_those_below(own.values_list("agency_id", flat=True))
        user.__dict__[_LED] = found
    return found


def last_day(head: Any, agency_id: int) -> date | None:
    """Until when ``head`` may delegate at this unit; None where they lead it no more."""
    own = UnitMembership.objects.current().filter(
        user=head, role=UnitRole.HEAD, delegated_by=None, agency__in=with_those_above(agency_id)
    )
    ends = list(own.values_list("ends_on", flat=True))
    longest = timezone.localdate() + timedelta(days=LONGEST_DAYS)
    if not ends:
        return None
    return longest if None in ends else min(longest, max(end for end in ends if end))


def end_now(membership: UnitMembership) -> None:
    """End a role today. One that began today never was: the audit log alone keeps it."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.starts_on > yesterday:
        membership.delete()
    else:
        membership.ends_on = yesterday
        membership.save(update_fields=["ends_on"])


def cut_delegations(head: Any) -> None:
    """A delegation ends with the role of the head who gave it, wherever that role was ended."""
    today = timezone.localdate()
    given = UnitMembership.objects.filter(delegated_by=head, ends_on__gte=today)
    for one in given.select_related("agency"):
        end = last_day(head, one.agency_id)
        if end is None:
            end_now(one)
        elif one.ends_on is not None and one.ends_on > end:
            one.ends_on = end
            one.save(update_fields=["ends_on"])
