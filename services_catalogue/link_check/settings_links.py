"""Links in menus, the footer, announcements and snippets: what no page and no unit holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from modelcluster.models import get_all_child_relations
from wagtail.contrib.settings.registry import registry
from wagtail.fields import RichTextField, StreamField
from wagtail.snippets.models import get_snippet_models

from services_catalogue.link_check.streams import in_stream
from services_catalogue.models import Agency, LinkUse

#: (label of the model, key)
Place = tuple[str, int]


def setting_models() -> list[type[models.Model]]:
    """Settings of the portal."""
    return list(registry)


def snippet_models() -> list[type[models.Model]]:
    """Snippets that editors write with links in them; never those that hold what citizens wrote."""
    return [
        model
        for model in get_snippet_models()
        if model is not Agency
        and any(isinstance(one, _LINKING) for one in model._meta.concrete_fields)
    ]


_LINKING = (StreamField, RichTextField, models.URLField)


def changeable_by(user: Any) -> list[str]:
    """Labels of those settings and snippets that ``user`` may change, and so mend."""
    return [
        model._meta.label_lower
        for model in (*setting_models(), *snippet_models())
        if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    ]


def model_of(label: str) -> type[models.Model]:
    """The model of a use."""
    return apps.get_model(label)


def uses(places: Collection[Place] | None) -> Iterator[tuple[str, LinkUse]]:
    """(address, use) for each link in all of them, or in ``places`` alone."""
    with translation.override(settings.LANGUAGE_CODE):
        for source, found in (("settings", setting_models()), ("snippets", snippet_models())):
            for model in found:
                yield from _of_model(model, source, places)


def _of_model(
    model: type[models.Model], source: str, places: Collection[Place] | None
) -> Iterator[tuple[str, LinkUse]]:
    label = model._meta.label_lower
    rows = model._default_manager.all()
    if places is not None:
        rows = rows.filter(pk__in=[pk for one, pk in places if one == label])
    if any(field.name == "live" for field in model._meta.concrete_fields):
        rows = rows.filter(live=True)
    for row in rows:
        for name, url in _links(row, plain=source == "settings"):
            place = str(model._meta.verbose_name) if source == "settings" else str(row)
            title = f"{place}: {name}"[:255]
            yield url, LinkUse(source=source, model=label, object_id=row.pk, title=title)


def _links(row: models.Model, *, plain: bool) -> Iterator[tuple[str, str]]:
    """(name of the field, address); ``plain``: also short texts that are an address."""
    for held in (row, *_children(row)):
        for field in held._meta.concrete_fields:
            for url in _in_field(field, held, plain):
                yield str(field.verbose_name), url


def _children(row: models.Model) -> Iterator[models.Model]:
    now = timezone.now()
    for relation in get_all_child_relations(row):
        for child in getattr(row, relation.get_accessor_name()).all():
            # An announcement that is over is shown to nobody.
            ends = getattr(child, "ends_at", None)
            if ends is None or ends > now:
                yield child


def _in_field(field: Any, held: models.Model, plain: bool) -> list[str]:
    if isinstance(field, StreamField):
        return list(in_stream(field.value_from_object(held)))
    if isinstance(field, RichTextField):
        return list(in_stream(json.dumps(field.value_from_object(held) or "")))
    if isinstance(field, models.URLField) or (plain and isinstance(field, models.CharField)):
        return [str(field.value_from_object(held) or "")]
    return []
