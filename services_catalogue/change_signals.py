"""Whatever alters the public record of a service without saving the service itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageViewRestriction, Revision
from wagtail.signals import page_unpublished, post_page_move

from services_catalogue.change_recording import record_changes_of
from services_catalogue.models import Agency, Field, LifeEvent, ServicePage
from services_catalogue.versions.coming import keep_coming

#: Keys of services that a deletion will touch, from before it to after it.
_TOUCHED = "_services_touched"


def _pks(services: Any) -> list[int]:
    return list(services.values_list("pk", flat=True).distinct())


def services_of(instance: Any) -> Iterable[int]:
    """Keys of the services whose record tells something of ``instance``."""
    services = ServicePage.objects.order_by()
    if isinstance(instance, ServicePage):
        return {instance.pk, *_pks(services.filter(superseded_by=instance.pk))}
    if isinstance(instance, Field):
        return _pks(services.filter(field=instance.pk))
    if isinstance(instance, LifeEvent):
        return _pks(services.filter(life_events=instance.pk))
    if isinstance(instance, Agency):
        return _pks(services.filter(service_agencies__agency=instance.pk))
    if isinstance(instance, PageViewRestriction):
        return _below(instance.page)
    return _pks(services.filter(cases__documents__form_file=instance.pk))


def _below(page: Page) -> list[int]:
    return _pks(ServicePage.objects.filter(path__startswith=page.path).order_by())


def _saved(sender: type, instance: Any, created: bool = False, **_kwargs: Any) -> None:
    # A row that is new stands in no record yet, save a restriction, which hides at once.
    if not created or sender is PageViewRestriction:
        record_changes_of(set(services_of(instance)))


def _before_delete(sender: type, instance: Any, **_kwargs: Any) -> None:
    setattr(instance, _TOUCHED, set(services_of(instance)))


def _deleted(sender: type, instance: Any, **_kwargs: Any) -> None:
    record_changes_of(getattr(instance, _TOUCHED, set()))


def _moved(sender: type, instance: Page, **_kwargs: Any) -> None:
    record_changes_of(_below(instance))


def _unpublished(sender: type, instance: Page, **_kwargs: Any) -> None:
    # Unpublishing through the bare Page does not pass ServicePage.save.
    if issubclass(sender, ServicePage):
        record_changes_of([instance.pk])


def connect() -> None:
    """Listen; called once when the app is ready."""
    tables = (Field, LifeEvent, Agency, get_document_model(), PageViewRestriction)
    for model in tables:
        post_save.connect(_saved, sender=model, dispatch_uid=f"changes-save-{model}")
    for model in (*tables, ServicePage):
        pre_delete.connect(_before_delete, sender=model, dispatch_uid=f"changes-before-{model}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"changes-delete-{model}")
    post_save.connect(keep_coming, sender=Revision, dispatch_uid="changes-coming")
    post_page_move.connect(_moved, dispatch_uid="changes-moved")
    page_unpublished.connect(_unpublished, dispatch_uid="changes-unpublished")


#: Columns of a page that no public record tells: saving only these needs no comparison.
QUIET = frozenset(
    {
        *("latest_revision", "latest_revision_id", "latest_revision_created_at", "draft_title"),
        *("has_unpublished_changes", "expired", "locked", "locked_at", "locked_by"),
        # Editors' comments: named in every save of a draft, and no part of the page.
        COMMENTS_RELATION_NAME,
    }
)


def saving(save: Callable[[], None], page: ServicePage, update_fields: Any) -> None:
    """Save ``page`` and record what changed, both or neither."""
    with transaction.atomic():
        save()
        if update_fields is None or not QUIET.issuperset(update_fields):
            record_changes_of(set(services_of(page)))


def saving_index(save: Callable[[], None], page: Page) -> None:
    """Save the parent of all services; Wagtail tells of new addresses only after the commit."""
    with transaction.atomic():
        before = Page.objects.filter(pk=page.pk).values_list("url_path", flat=True).first()
        save()
        if before and before != page.url_path:
            record_changes_of(_below(page))
