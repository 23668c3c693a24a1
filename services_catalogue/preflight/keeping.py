"""Writes down what the preflight finds: after each save, after an import, and at night for all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils import timezone
from wagtail.models import Page, Revision

from services_catalogue.exchange.loading import with_all_parts
from services_catalogue.models import ServiceCheck, ServicePage
from services_catalogue.preflight.findings import findings_of, known_for, score_of
from services_catalogue.preflight.rule import Severity

_PAGES = 200


def keep_checks(
    pages: Sequence[ServicePage], *, revision: Revision | None = None
) -> list[ServiceCheck]:
    """Check ``pages`` as they stand in memory and keep what is found: a few queries for all.

    ``revision`` is the draft that the one page is of; else each page's latest.
    """
    now = timezone.now()
    known = known_for(pages)
    rows = []
    for page in pages:
        found = findings_of(page, known)
        severities = [one.severity for one in found]
        rows.append(
            ServiceCheck(
                page_id=page.pk,
                score=score_of(found),
                blocking=severities.count(Severity.BLOCKING),
                important=severities.count(Severity.IMPORTANT),
                findings=[one.stored() for one in found],
                checked_at=now,
                revision_id=revision.pk if revision else page.latest_revision_id,
            )
        )
    ServiceCheck.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["score", "blocking", "important", "findings", "checked_at", "revision"],
        batch_size=_PAGES,
    )
    return rows


def drafts(pks: Collection[int] | None = None) -> Iterator[list[ServicePage]]:
    """The newest draft of each service (of ``pks``, or of all) with its parts, in batches."""
    wanted = sorted(ServicePage.objects.values_list("pk", flat=True) if pks is None else pks)
    for start in range(0, len(wanted), _PAGES):
        pages = with_all_parts(ServicePage.objects.filter(pk__in=wanted[start : start + _PAGES]))
        several = _with_later_drafts(pages)
        yield [
            page.get_latest_revision_as_object() if page.pk in several else page for page in pages
        ]


def check_all(
    pks: Collection[int] | None = None, *, progress: Callable[[int], None] = lambda _number: None
) -> list[ServiceCheck]:
    """Check the newest drafts of these services, or of all; ``progress`` is told of each batch."""
    kept: list[ServiceCheck] = []
    for pages in drafts(pks):
        kept += keep_checks(pages)
        progress(len(pages))
    return kept


def _with_later_drafts(pages: Sequence[ServicePage]) -> set[int]:
    """Keys of those whose rows are not their newest draft; one revision means that they are."""
    changed = [str(page.pk) for page in pages if page.has_unpublished_changes]
    found: Any = (
        Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page), object_id__in=changed
        )
        .values("object_id")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
        .values_list("object_id", flat=True)
    )
    return {int(pk) for pk in found}
