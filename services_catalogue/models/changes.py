"""What was published, changed and withdrawn, in order: rows are only ever added.

See docs/decisions/change-feed.md.
"""

from __future__ import annotations

import secrets
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """What happened to a service, as others see it."""

    PUBLISHED = "published", _("Công bố")
    CHANGED = "changed", _("Sửa đổi")
    SUPERSEDED = "superseded", _("Được thay thế")
    WITHDRAWN = "withdrawn", _("Gỡ xuống")


class AppendOnly(Exception):
    """Somebody tried to rewrite history."""


def new_epoch() -> str:
    """Eight hexadecimal digits that name one history."""
    return secrets.token_hex(4)


class ChangeFeed(models.Model):
    """One row: the last position, and the epoch that tells this history from any other database's.

    Positions come from this row, not from a sequence: whoever adds changes holds it until the
    commit, so positions have no gaps and become visible in their order.
    """

    epoch = models.CharField(max_length=16, default=new_epoch, editable=False)
    position = models.PositiveBigIntegerField(default=0, editable=False)

    def __str__(self) -> str:
        return f"{self.epoch}.{self.position}"

    @classmethod
    def locked(cls) -> ChangeFeed:
        """The row, locked until the end of the transaction."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)

    @classmethod
    def current(cls) -> ChangeFeed:
        """The row as it stands."""
        return cls.objects.filter(pk=1).first() or cls.objects.get_or_create(pk=1)[0]


class ChangeRecord(models.Model):
    """One change of one service. ``fields`` names those of the public record that differ."""

    position = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("lúc"))
    kind = models.CharField(_("việc"), max_length=20, choices=ChangeKind)
    code = models.CharField(_("mã thủ tục"), max_length=40, db_index=True)
    title = models.CharField(_("tên"), max_length=255)
    fields = models.JSONField(_("phần thay đổi"), default=list)
    superseded_by = models.CharField(_("được thay bằng"), max_length=40, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("thay đổi của danh mục")

    def __str__(self) -> str:
        return f"{self.position} {self.kind} {self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises :class:`AppendOnly` for a row that stands already."""
        if not self._state.adding:
            raise AppendOnly("change records are never rewritten")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise :class:`AppendOnly`."""
        raise AppendOnly("change records are never deleted")


class PublishedService(models.Model):
    """What others were last told about a service: a digest for each field of its public record."""

    code = models.CharField(max_length=40, primary_key=True)
    page_id = models.PositiveBigIntegerField(db_index=True)
    public = models.BooleanField(default=True)
    title = models.CharField(max_length=255)
    digests = models.JSONField(default=dict)
    superseded_by = models.CharField(max_length=40, blank=True)
    position = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.code
