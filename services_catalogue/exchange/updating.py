"""A changed service: a revision on top of what editors have, published only where that is safe."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count
from wagtail.models import Page, Revision

from services_catalogue.exchange.building import apply
from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.references import References
from services_catalogue.models import ServicePage
from services_catalogue.versions.basis import Basis, StandsOnWaiting, basis_of
from services_catalogue.workflow.causes import LegalCause, cause_between
from services_catalogue.workflow.submitting import submit_change


def bases_of(pages: Collection[ServicePage]) -> dict[str, Basis | StandsOnWaiting]:
    """By code, what a change of each page starts from: a draft that an editor began counts.

    Where versions wait for their day it is what is in force; why nothing can be put on a page stands
    in its place. A page of one revision is that revision, so that only pages with later drafts cost
    a read.
    """
    drafts = [page for page in pages if page.has_unpublished_changes]
    several = set(
        Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(page.pk) for page in drafts],
        )
        .values("object_id")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
        .values_list("object_id", flat=True)
    )
    return {page.code: _basis(page) if str(page.pk) in several else Basis(page) for page in pages}


def _basis(page: ServicePage) -> Basis | StandsOnWaiting:
    try:
        return basis_of(page, loaded=page)
    except StandsOnWaiting as reason:
        return reason


def with_editors_drafts(pages: Collection[ServicePage]) -> dict[str, ServicePage]:
    """The pages by code as an import would compare them: what is written out can be read in again.

    Where nothing can be put on a page it is what is in force.
    """
    bases = bases_of(pages)
    return {
        page.code: base.page if isinstance(base := bases[page.code], Basis) else page
        for page in pages
    }


def may_publish(page: ServicePage) -> bool:
    """Whether an import may publish ``page`` without publishing what an editor has not finished.

    A page that editors took offline stays offline.
    """
    if not page.live:
        return page.first_published_at is None
    if not page.has_unpublished_changes:
        return True
    newer = Revision.objects.for_instance(page)
    if page.live_revision_id:
        newer = newer.filter(pk__gt=page.live_revision_id)
    # What is approved and waits for its day is finished, and stays.
    return not newer.exclude(user=None).filter(approved_go_live_at=None).exists()


def update_page(
    page: ServicePage,
    record: ServiceRecord,
    names: set[str],
    refs: References,
    *,
    publish: bool,
    submit: bool = False,
    user: Any = None,
) -> bool:
    """Save ``names`` of ``record`` as a revision of ``page``; answers whether it was published.

    ``submit`` hands it to those who decide, with the legal document that caused it, in the name of
    ``user``. Raises ValidationError when the result is no valid page, and StandsOnWaiting; nothing is
    written then.
    """
    with transaction.atomic():
        page = basis_of(ServicePage.objects.get(pk=page.pk)).page
        before = record_for(page)
        apply(page, record, names, refs)
        cause = cause_between(before, record_for(page))
        if cause.number:
            page.state_cause(cause=cause.number[:255])
        revision = page.save_revision(user=user, log_action=True)
        if submit:
            submit_change(page, revision, user=user, cause=cause)
        elif publish and may_publish(page):
            revision.publish()
            return True
    return False


def publish_latest(page: ServicePage) -> None:
    """Publish what the latest revision holds."""
    with transaction.atomic():
        revision = page.get_latest_revision() or page.save_revision(log_action=True)
        revision.publish()


def submit_new(pages: Collection[ServicePage], *, user: Any = None) -> None:
    """Hand services that an import has made to those who decide on them."""
    for page in pages:
        if page.latest_revision is not None:
            submit_change(page, page.latest_revision, user=user, cause=LegalCause())
