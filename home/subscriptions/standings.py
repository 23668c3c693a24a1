"""Tell followers that a service was taken down, replaced, or is offered again, and where to go now."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, OuterRef

from home.models import Subscription
from home.subscriptions.asking import end_token
from home.subscriptions.news import queue_standing
from services_catalogue.versions.standing import Standing, standing_key, standing_of

#: Followers of whom one run takes care; the next minute takes the next ones.
LIMIT = 500


def tell_standings(limit: int = LIMIT) -> int:
    """Queue the mails that are due; answers for how many followers.

    What counts is how the service stands now: one that was taken down and put back within the same
    minute is no news.
    """
    behind = (
        Subscription.objects.exclude(confirmed_at=None)
        .annotate(stands=standing_key(OuterRef("code")))
        .exclude(stands=None)
        .exclude(stands=F("standing"))
        .order_by("code", "pk")
    )
    known: dict[str, Standing | None] = {}
    done = 0
    for row in behind[:limit]:
        if row.code not in known:
            known[row.code] = standing_of(row.code)
        done += _tell(row, known[row.code])
    return done


def _tell(row: Subscription, now: Standing | None) -> bool:
    if now is None or now.key == row.standing:
        return False
    with transaction.atomic():
        mine = Subscription.objects.filter(pk=row.pk, standing=row.standing).update(
            standing=now.key
        )
        if mine:
            queue_standing(row, now, end_token(row))
    return bool(mine)
