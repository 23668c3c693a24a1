"""Keeps citations and review tasks in step with what editors save and publish."""

from __future__ import annotations

from typing import Any

import structlog
from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from services_catalogue.law import citations, tasks
from services_catalogue.models import ServicePage

log = structlog.get_logger(__name__)


def _later(pk: int) -> None:
    # After the commit, and never in the way of an editor: the clock reads what fails here.
    transaction.on_commit(lambda: citations.catch_up([pk]), robust=True)


def _revision(sender: type, instance: Revision, created: bool, **_kwargs: Any) -> None:
    if created and instance.content_type.model_class() is ServicePage:
        _later(int(instance.object_id))


def _published(sender: type, instance: ServicePage, **kwargs: Any) -> None:
    _later(instance.pk)
    revision = kwargs.get("revision")
    tasks.close_by_publication(instance.pk, instance.code, getattr(revision, "user", None))


def _unpublished(sender: type, instance: Page, **_kwargs: Any) -> None:
    if issubclass(sender, ServicePage):
        _later(instance.pk)


def connect() -> None:
    """Listen; called once when the app is ready."""
    post_save.connect(_revision, sender=Revision, dispatch_uid="law-revision")
    page_published.connect(_published, sender=ServicePage, dispatch_uid="law-published")
    page_unpublished.connect(_unpublished, dispatch_uid="law-unpublished")
