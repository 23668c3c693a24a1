"""A revision's content with what it refers to: one query for each table, not one for each key.

modelcluster asks the database for every foreign key of every row in a revision, to drop what is
gone: more than a hundred queries for a service with many papers. Here the keys are gathered first.
What was found is kept with the rows, so that nobody reads it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

Row = dict[str, Any]
#: What was found, by model and the field that keys name, by key; None where it was only counted.
Found = dict[tuple[type[models.Model], str], dict[Any, models.Model | None]]


def without_what_is_gone(model: type[models.Model], data: Row) -> tuple[Row, Found]:
    """``data`` of a revision of ``model`` less what it refers to that is gone, and what is there.

    A key that may be empty becomes empty; a row below the page whose key may not is left out, as
    modelcluster does. Keys to the parent are not asked about: parent and row come together.
    """
    keys: dict[tuple[type[models.Model], str], set[Any]] = defaultdict(set)
    for field, row in _references(model, data):
        keys[_target(field)].add(_key(field, row))
    found: Found = {target: _read(*target, wanted) for target, wanted in keys.items()}
    cleaned = _cleaned(model, data, found, whole=True)
    return cleaned or data, found


def keep_found(page: models.Model, found: Found) -> None:
    """Put what was found where ``page`` and the rows below it look for what they refer to."""
    for field in _foreign_keys(type(page)):
        target = found.get(_target(field), {}).get(getattr(page, field.attname))
        if target is not None:
            field.set_cached_value(page, target)
    for relation in get_all_child_relations(type(page)):
        for child in getattr(page, relation.get_accessor_name()).all():
            keep_found(child, found)


def _read(model: type[models.Model], name: str, keys: set[Any]) -> dict[Any, models.Model | None]:
    rows = model._default_manager.filter(**{f"{name}__in": keys})
    if model is Revision:  # as large as the page itself, and nobody reads it from here
        return dict.fromkeys(rows.order_by().values_list(name, flat=True))
    attname = model._meta.get_field(name).attname  # type: ignore[union-attr]
    return {getattr(one, attname): one for one in rows}


def _foreign_keys(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    for field in model._meta.concrete_fields:
        if (
            isinstance(field, models.ForeignKey)
            and not isinstance(field, ParentalKey)
            and not field.remote_field.parent_link
            # Django keeps the few content types in memory.
            and field.related_model is not ContentType
        ):
            yield field


def _references(model: type[models.Model], row: Row) -> Iterator[tuple[Any, Row]]:
    """Every foreign key of the row and of those below it that holds something."""
    for field in _foreign_keys(model):
        if row.get(field.name) is not None:
            yield field, row
    for relation in get_all_child_relations(model):
        for child in row.get(relation.get_accessor_name()) or ():
            yield from _references(relation.related_model, child)


def _target(field: models.ForeignKey[Any, Any]) -> tuple[type[models.Model], str]:
    return field.related_model, field.target_field.name  # type: ignore[return-value]


def _key(field: models.ForeignKey[Any, Any], row: Mapping[str, Any]) -> Any:
    return field.target_field.to_python(row[field.name])


def _cleaned(model: type[models.Model], row: Row, found: Found, whole: bool = False) -> Row | None:
    """The row, or None where it cannot stand without what is gone."""
    kept = dict(row)
    for field in _foreign_keys(model):
        if row.get(field.name) is None or _key(field, row) in found[_target(field)]:
            continue
        rule = field.remote_field.on_delete
        if rule is models.DO_NOTHING:
            continue
        if not whole and (rule is models.CASCADE or not field.null):
            return None
        kept[field.name] = None
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if row.get(name):
            rows = [_cleaned(relation.related_model, child, found) for child in row[name]]
            kept[name] = [one for one in rows if one is not None]
    return kept
