"""Reads a page, a unit or a setting again when it changes, so that a mended link leaves the desk at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from services_catalogue.link_check.collecting import collect
from services_catalogue.link_check.settings_links import setting_models, snippet_models
from services_catalogue.models import Agency


def _page_changed(sender: type, instance: Page, **_kwargs: Any) -> None:
    pk = instance.pk
    transaction.on_commit(lambda: collect(pages=[pk]), robust=True)


def _agency_saved(sender: type, instance: Agency, raw: bool = False, **_kwargs: Any) -> None:
    pk = instance.pk
    if not raw:
        transaction.on_commit(lambda: collect(agencies=[pk]), robust=True)


@cache
def _watched() -> frozenset[type]:
    """Asked at each saving of whatever model: looked up once, at the first, when all apps are ready."""
    return frozenset((*setting_models(), *snippet_models()))


def _setting_saved(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    place = (instance._meta.label_lower, instance.pk)
    if not raw and sender in _watched():
        transaction.on_commit(lambda: collect(places=[place]), robust=True)


def connect() -> None:
    """Listen; called once when the app is ready."""
    page_published.connect(_page_changed, dispatch_uid="links-published")
    page_unpublished.connect(_page_changed, dispatch_uid="links-unpublished")
    post_save.connect(_agency_saved, sender=Agency, dispatch_uid="links-agency")
    # Which settings and snippets there are is known only when all apps are ready.
    post_save.connect(_setting_saved, dispatch_uid="links-settings")
    post_delete.connect(_setting_saved, dispatch_uid="links-settings-deleted")
