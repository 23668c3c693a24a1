"""Entries of Wagtail's indexes for new rows, many at a time: references and the editors' search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelsearch.backends import get_search_backends
from wagtail.models import ReferenceIndex

_ROWS = 400


def index_references(objects: Sequence[Any]) -> None:
    """What ReferenceIndex.create_or_update_for_object writes, for objects that have no entries yet."""
    model = type(objects[0])
    kind = ContentType.objects.get_for_model(model)
    base = ContentType.objects.get_for_model((*model._meta.get_parent_list(), model)[0])
    rows = [
        ReferenceIndex(
            content_type=kind,
            base_content_type=base,
            object_id=str(one.pk),
            to_content_type_id=to_type,
            to_object_id=to_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for one in objects
        for to_type, to_id, model_path, content_path in sorted(
            set(ReferenceIndex._extract_references_from_object(one))
        )
    ]
    ReferenceIndex.objects.bulk_create(rows, batch_size=_ROWS)


def add_to_editor_search(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Entries of the search in the admin, many at a time."""
    for backend in get_search_backends(with_auto_update=True):
        index = backend.get_index_for_model(model)
        if index is not None:
            index.add_items(model, list(rows))
