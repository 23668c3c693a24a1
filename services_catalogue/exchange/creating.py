"""New service pages in bulk: rows level by level, with revisions, log entries and both indexes.

Wagtail saves one page in some sixty statements. A catalogue of thousands would take minutes, so the
same rows are written here many at a time. What a page saved by hand has, these have too: place in
the tree, revision with the whole content, log entries, references and entries of the editor's search.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models, router, transaction
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, PageLogEntry, Revision

from services_catalogue.change_recording import record_changes_of
from services_catalogue.exchange.building import CHILDREN, apply
from services_catalogue.exchange.indexing import add_to_editor_search, index_references
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.references import References
from services_catalogue.models import ServiceIndexPage, ServicePage
from services_catalogue.naming import slug_for
from services_catalogue.preflight.keeping import keep_checks

_ROWS = 400


def save_new_rows(refs: References) -> None:
    """Save the fields and agencies that records named and the database lacked."""
    with transaction.atomic():
        for waiting in (refs.new_fields, refs.new_agencies):
            save_rows(waiting)
            waiting.clear()


def save_rows(rows: Sequence[Any]) -> None:
    """Insert rows of one model, with what saving them one by one would write beside them."""
    if rows:
        model = type(rows[0])
        model._default_manager.bulk_create(rows, batch_size=_ROWS)
        index_references(rows)
        add_to_editor_search(model, rows)


def create_pages(
    records: Sequence[ServiceRecord],
    parent: ServiceIndexPage,
    refs: References,
    *,
    publish: bool,
    language: str = "vi",
    user: Any = None,
    managed_by: int | None = None,
) -> list[ServicePage]:
    """Create a page for each record, live or as a draft; all of them or none.

    ``user`` is whose doing it is, ``managed_by`` the key of the unit that will keep the pages.
    Raises what the database raises; the caller then creates them one by one to find the culprit.
    """
    with transaction.atomic():
        pages = _pages(records, parent, refs, publish=publish, language=language)
        for page in pages:
            page.owner, page.managed_by_id = user, managed_by
        _insert_pages(pages, parent)
        for page in pages:
            refs.services[page.code] = page.pk
        _insert_children(pages)
        _insert_revisions(pages, publish=publish, user=user)
        index_references(pages)
        add_to_editor_search(ServicePage, pages)
        keep_checks(pages)
        if publish:
            record_changes_of([page.pk for page in pages])
    return pages


def _pages(
    records: Sequence[ServiceRecord],
    parent: ServiceIndexPage,
    refs: References,
    *,
    publish: bool,
    language: str,
) -> list[ServicePage]:
    now = timezone.now()
    locale = Locale.objects.get(language_code=language)
    kind = ContentType.objects.get_for_model(ServicePage)
    pages = []
    for record in records:
        page = ServicePage(
            content_language=language,
            locale=locale,
            content_type=kind,
            depth=parent.depth + 1,
            live=publish,
            has_unpublished_changes=not publish,
            latest_revision_created_at=now,
            first_published_at=now if publish else None,
            last_published_at=now if publish else None,
        )
        apply(page, record, set(ServiceRecord.model_fields), refs)
        page.slug = slug_for(page.title, page.code)
        pages.append(page)
    return pages


def _insert_pages(pages: list[ServicePage], parent: ServiceIndexPage) -> None:
    """Rows of the page tree and of the services, with paths behind the parent's last child."""
    locked = Page.objects.select_for_update().get(pk=parent.pk)
    place = locked.get_last_child()
    path = place._inc_path() if place else Page._get_path(locked.path, locked.depth + 1, 1)
    taken = set(
        Page.objects.child_of(locked)
        .filter(slug__in=[page.slug for page in pages])
        .values_list("slug", flat=True)
    )
    for page in pages:
        while page.slug in taken:
            page.slug += "-2"
        taken.add(page.slug)
        page.path = path
        page.url_path = f"{locked.url_path}{page.slug}/"
        path = page._inc_path()
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    nodes = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in columns}) for page in pages],
        batch_size=_ROWS,
    )
    for page, node in zip(pages, nodes, strict=True):
        page.page_ptr_id = page.pk = page.id = node.pk
    manager = ServicePage._base_manager
    for start in range(0, len(pages), 50):
        # Django's bulk_create refuses models with a parent table: the parent's rows are there now.
        manager._insert(  # type: ignore[attr-defined]
            pages[start : start + 50],
            fields=ServicePage._meta.local_concrete_fields,
            using=router.db_for_write(ServicePage),
        )
    for page in pages:
        page._state.adding = False
        page._state.db = router.db_for_write(ServicePage)
    Page.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + len(pages))


def _insert_children(pages: list[ServicePage]) -> None:
    """Children of each level after those they belong to, and the ticked life events."""
    for relation, _make in CHILDREN.values():
        _insert_relation(pages, relation)
    through = ServicePage.life_events.through
    through.objects.bulk_create(  # type: ignore[attr-defined]
        [
            through(servicepage_id=page.pk, lifeevent_id=event.pk)
            for page in pages
            for event in page.life_events.all()
        ],
        batch_size=_ROWS,
    )


def _insert_relation(owners: Sequence[Any], relation: str) -> None:
    children: list[Any] = []
    for owner in owners:
        found = list(getattr(owner, relation).all())
        if found:
            link = type(owner)._meta.get_field(relation).remote_field  # type: ignore[union-attr]
            for child in found:
                setattr(child, link.name, owner)
        children += found
    if not children:
        return
    model = type(children[0])
    model._default_manager.bulk_create(children, batch_size=_ROWS)
    for nested in get_all_child_relations(model):
        _insert_relation(children, nested.get_accessor_name())


def _insert_revisions(pages: list[ServicePage], *, publish: bool, user: Any) -> None:
    now = timezone.now()
    kind = ContentType.objects.get_for_model(ServicePage)
    base = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=page.latest_revision_created_at,
                object_str=str(page),
                user=user,
                content=page.serializable_data(),
            )
            for page in pages
        ],
        batch_size=100,
    )
    entries: list[PageLogEntry] = []
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
        page.live_revision = revision if publish else None
        act = uuid4()
        for action in ("wagtail.create", "wagtail.publish") if publish else ("wagtail.create",):
            entries.append(
                PageLogEntry(
                    content_type=kind,
                    label=page.title,
                    action=action,
                    timestamp=now,
                    uuid=act,
                    revision=revision,
                    content_changed=True,
                    user=user,
                    page_id=page.pk,
                )
            )
    Page.objects.bulk_update(
        [
            Page(
                pk=page.pk,
                latest_revision_id=page.latest_revision_id,
                live_revision_id=page.live_revision_id,
            )
            for page in pages
        ],
        ["latest_revision", "live_revision"],
        batch_size=100,
    )
    PageLogEntry.objects.bulk_create(entries, batch_size=_ROWS)
