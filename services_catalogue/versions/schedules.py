"""Several approved versions of one service, each with its day.

Wagtail knows one schedule a page: approving a second one, or publishing a correction meanwhile,
ends the first without a word. Here the others keep theirs, and what is published in between is
carried into them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from services_catalogue.models import ServicePage
from services_catalogue.versions.carrying import Carried, carry
from services_catalogue.versions.coming import overtaken, scheduled


@dataclass(frozen=True, slots=True)
class Schedules:
    """What waited, and what was shown, before a revision is published or approved for a day."""

    live: int | None
    waiting: tuple[tuple[int, datetime], ...]


def schedules_before(page: ServicePage, revision: Revision | None) -> Schedules:
    """Remember the schedules of ``page`` besides that of ``revision``."""
    live = ServicePage.objects.filter(pk=page.pk).values_list("live_revision_id", flat=True).first()
    others = scheduled(page).exclude(pk=revision.pk if revision else None)
    return Schedules(live, tuple(others.values_list("pk", "approved_go_live_at")))


def restore(before: Schedules, revision: Revision, *, user: Any = None) -> list[Carried]:
    """Give back what ``revision`` did not overtake; answers what was carried where."""
    revision = Revision.objects.get(pk=revision.pk)
    kept = overtaken(revision, before.waiting)
    if not kept:
        return []
    with transaction.atomic():
        for pk, moment in kept:
            Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)
        if revision.approved_go_live_at is not None:
            return []
        base = Revision.objects.filter(pk=before.live).first() if before.live else None
        waiting = Revision.objects.in_bulk([pk for pk, _moment in kept])
        return [carry(base, revision, waiting[pk], user=user) for pk, _moment in kept]


@contextmanager
def keeping_schedules(page: ServicePage, revision: Revision, user: Any) -> Iterator[None]:
    """Publish or approve ``revision`` within; the other schedules outlive it, or nothing happens."""
    with transaction.atomic():
        before = schedules_before(page, revision)
        yield
        restore(before, revision, user=user)
