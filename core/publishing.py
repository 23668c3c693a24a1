"""The publish signals: a page that changes is handed to the search index, and caches are emptied.

Other rooms register what else must happen with :func:`on_change`; core knows none of them.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.tasks import sync_page

_listeners: list[Callable[[], None]] = []


def on_change(listener: Callable[[], None]) -> Callable[[], None]:
    """Call ``listener`` after the commit of every change that visitors can see."""
    _listeners.append(listener)
    return listener


def content_changed(**_kwargs: Any) -> None:
    """Tell all listeners, once the change is committed."""
    for listener in _listeners:
        transaction.on_commit(listener, robust=True)


def _page_changed(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    sync_page.enqueue(page_id=instance.pk)
    content_changed()


def _page_moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    for pk in instance.get_descendants(inclusive=True).values_list("pk", flat=True):
        sync_page.enqueue(page_id=pk)
    content_changed()


def watch(*models: type) -> None:
    """Empty caches when a row of these models (settings, taxonomies) is saved or deleted."""
    for model in models:
        post_save.connect(content_changed, sender=model, dispatch_uid=f"watch-save-{model}")
        post_delete.connect(content_changed, sender=model, dispatch_uid=f"watch-delete-{model}")


def connect() -> None:
    """Connect Wagtail's signals; called once when the app is ready."""
    from core.site_settings import Announcement, PortalSettings

    page_published.connect(_page_changed, dispatch_uid="core-published")
    page_unpublished.connect(_page_changed, dispatch_uid="core-unpublished")
    post_page_move.connect(_page_moved, dispatch_uid="core-moved")
    post_delete.connect(_on_delete, dispatch_uid="core-deleted")
    watch(PortalSettings, Announcement)


def _on_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, Page) and sender is not Page:
        sync_page.enqueue(page_id=instance.pk)
        content_changed()
