"""Puts everything that is sealed under the newest key, so that an old one can be thrown away."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import BinaryField

from submissions.encryption import CannotOpen, SealedJSONField, reseal
from submissions.models import Attachment
from submissions.uploads import sealed_files
from submissions.vocabulary import AttachmentState

BATCH = 500


def sealed_columns() -> list[tuple[type[models.Model], str]]:
    """Every sealed field of every model: one that is added later cannot be forgotten."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedJSONField)
    ]


def count_sealed() -> int:
    """How many values and files there are to go through."""
    values = sum(
        model._default_manager.filter(**{f"{name}__isnull": False}).count()
        for model, name in sealed_columns()
    )
    return values + Attachment.objects.filter(state=AttachmentState.READY).count()


def rotate() -> Iterator[bool]:
    """Seal each value and file anew; yields whether it could be opened. May be stopped and repeated."""
    for model, name in sealed_columns():
        yield from _rotate_column(model, name)
    keys = Attachment.objects.filter(state=AttachmentState.READY).values_list("pk", flat=True)
    for key in keys.iterator(chunk_size=BATCH):
        try:
            sealed_files.renew_seal(key)
        except (CannotOpen, sealed_files.FileGone):
            yield False
        else:
            yield True


def _rotate_column(model: type[models.Model], name: str) -> Iterator[bool]:
    """Bytes in, bytes out: the content is not looked at. A value changed meanwhile is left as it is."""
    raw = models.expressions.RawSQL  # the field itself would open what it reads
    column = model._meta.get_field(name).column  # type: ignore[union-attr]
    table = model._meta.db_table
    rows = model._default_manager.filter(**{f"{name}__isnull": False}).order_by("pk")
    quoted = f'"{table}"."{column}"'  # names of our own models, nothing from outside
    sealed = raw(quoted, (), output_field=BinaryField())
    for pk, old in rows.annotate(sealed_bytes=sealed).values_list("pk", "sealed_bytes"):
        try:
            new = reseal(old)
        except CannotOpen:
            yield False
            continue
        unchanged = rows.filter(pk=pk).annotate(sealed_bytes=sealed).filter(sealed_bytes=bytes(old))
        unchanged.update(**{name: models.Value(new, output_field=BinaryField())})
        yield True
