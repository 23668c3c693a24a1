"""Tell followers what changed: from the state of things, so that nothing is told twice or lost."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from home.models import Subscription
from home.subscriptions.asking import end_token
from home.subscriptions.mails import queue_change
from services_catalogue.models import ServiceVersion
from services_catalogue.versions.history import Step, steps, versions_of

#: Followers of whom one run takes care; the next minute takes the next ones.
LIMIT = 500
#: Versions that one mail each is written for; who missed more reads them on the page.
MOST_VERSIONS = 5


def tell_followers(limit: int = LIMIT) -> int:
    """Queue the mails that are due; answers for how many followers."""
    newest = ServiceVersion.objects.filter(code=OuterRef("code")).order_by("-number")
    behind = (
        Subscription.objects.exclude(confirmed_at=None)
        .annotate(newest=Subquery(newest.values("number")[:1]))
        .filter(newest__gt=F("told"))
        .order_by("code", "pk")
    )
    known: dict[tuple[str, int], list[Step]] = {}
    done = 0
    for row in behind[:limit]:
        key = (row.code, row.told)
        if key not in known:
            late = versions_of(row.code).filter(number__gt=row.told)[:MOST_VERSIONS]
            known[key] = steps(list(late))
        done += _tell(row, known[key])
    return done


def _tell(row: Subscription, late: list[Step]) -> bool:
    with transaction.atomic():
        mine = Subscription.objects.filter(pk=row.pk, told=row.told).update(
            told=late[0].version.number
        )
        if mine:
            for step in reversed(late):
                if not _only_replaced(step):
                    queue_change(row, step, end_token(row))
    return bool(mine)


def _only_replaced(step: Step) -> bool:
    """Whether all that changed is what replaces the service: a mail of its own tells that."""
    return bool(step.changes) and all(one.name == "superseded_by" for one in step.changes)
