"""Checks a service each time a draft of it is saved, and before it is approved, whoever does it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save, pre_save
from wagtail.models import Revision, TaskState

from services_catalogue.models import ServicePage
from services_catalogue.preflight.blocking import guard_approval
from services_catalogue.preflight.keeping import keep_checks

#: Saved alone, these alter nothing that a rule looks at.
_QUIET = frozenset({"approved_go_live_at", "user"})


def _saved(sender: type, instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    kind = ContentType.objects.get_for_model(ServicePage)
    if raw or instance.content_type_id != kind.pk:
        return
    fields = kwargs.get("update_fields")
    if fields is not None and _QUIET.issuperset(fields):
        return
    held = Revision.content_object.is_cached(instance)
    keep_checks([instance.content_object if held else instance.as_object()], revision=instance)


def connect() -> None:
    """Listen; called once when the app is ready."""
    post_save.connect(_saved, sender=Revision, dispatch_uid="preflight-after-saving")
    # Each kind of task may have a state of its own kind.
    for model in apps.get_models():
        if issubclass(model, TaskState):
            pre_save.connect(guard_approval, sender=model, dispatch_uid=f"preflight-{model}")
