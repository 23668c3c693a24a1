"""Versions that wait for their day: what will change, told before it does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from core.publishing import content_changed
from services_catalogue.differences import state_of
from services_catalogue.models import ComingVersion, ServicePage
from services_catalogue.versions.recording import fill, public_state


def midnight(day: date) -> datetime:
    """The first moment of ``day`` in the portal's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def scheduled(page: ServicePage) -> QuerySet[Revision]:
    """Approved revisions of ``page`` that wait for their day, the next one first."""
    return (
        Revision.objects.for_instance(page)
        .filter(approved_go_live_at__isnull=False)
        .order_by("approved_go_live_at", "pk")
    )


def coming_rows(code: str | OuterRef) -> QuerySet[ComingVersion]:
    """What will be shown of a service from a day on, the next one first."""
    return ComingVersion.objects.filter(
        code=code, revision__approved_go_live_at__gt=timezone.now()
    ).order_by("revision__approved_go_live_at", "pk")


def coming(code: str) -> list[ComingVersion]:
    """The same as a list. One query."""
    return list(coming_rows(code))


def keep_coming(sender: type, instance: Revision, raw: bool = False, **_kwargs: Any) -> None:
    """Keep the public state of a revision that was approved for a day (a signal's receiver)."""
    if raw or not _of_a_service(instance):
        return
    if instance.approved_go_live_at is None:
        if ComingVersion.objects.filter(pk=instance.pk).exists():
            content_changed()
        return
    page = instance.as_object()
    kept = ComingVersion(revision=instance)
    fill(kept, page, public_state(state_of(page)))
    kept.in_force_from = page.applies_from or timezone.localdate(instance.approved_go_live_at)
    # A row of an earlier schedule of the same revision is overwritten.
    kept.save(force_insert=not ComingVersion.objects.filter(pk=instance.pk).exists())
    content_changed()


def overtaken(
    revision: Revision, others: Iterable[tuple[int, datetime]]
) -> list[tuple[int, datetime]]:
    """Of the ``others`` (key, moment) that waited, those that still do once ``revision`` is out.

    A revision for the same day takes the place of the one before; one that is shown now ends what
    should have been shown earlier.
    """
    at = revision.approved_go_live_at
    if at is None:
        return [(pk, moment) for pk, moment in others if moment > timezone.now()]
    day = timezone.localdate(at)
    return [(pk, moment) for pk, moment in others if timezone.localdate(moment) != day]


def _of_a_service(revision: Revision) -> bool:
    return revision.content_type_id == ContentType.objects.get_for_model(ServicePage).pk
