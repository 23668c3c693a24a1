"""Imports in the admin: the file, what it would change row by row, what was ticked and done."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.agency import Agency
from services_catalogue.models.runs import Run, RunRow


class ImportRun(Run):
    """One file handed in. The file itself lies outside the media, under ``file`` in IMPORT_DIR."""

    file_name = models.CharField(_("tệp"), max_length=255)
    file = models.CharField(max_length=80, blank=True)
    file_hash = models.CharField(_("SHA-256"), max_length=64)
    file_size = models.PositiveBigIntegerField(_("dung lượng"))
    unit = models.ForeignKey(
        Agency,
        verbose_name=_("đơn vị phụ trách thủ tục mới"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Thủ tục mới trong tệp sẽ do đơn vị này giữ."),
    )
    publish = models.BooleanField(_("xuất bản ngay"), default=False)
    new = models.PositiveIntegerField(_("mới"), default=0)
    changed = models.PositiveIntegerField(_("thay đổi"), default=0)
    unchanged = models.PositiveIntegerField(_("không đổi"), default=0)
    rejected = models.PositiveIntegerField(_("bị loại"), default=0)
    out_of_reach = models.PositiveIntegerField(_("ngoài phạm vi"), default=0)

    class Meta(Run.Meta):
        verbose_name = _("Lần nhập")
        verbose_name_plural = _("Nhập danh mục")

    def __str__(self) -> str:
        return self.file_name


class ImportKind(models.TextChoices):
    """What a row of the file is to the catalogue."""

    NEW = "new", _("Mới")
    CHANGED = "changed", _("Thay đổi")
    REJECTED = "rejected", _("Bị loại")
    OUT_OF_REACH = "out_of_reach", _("Ngoài phạm vi")


class ImportRow(RunRow):
    """A row that is new, changed, rejected or not this person's. Unchanged ones are only counted."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(_("loại"), max_length=12, choices=ImportKind)
    ticked = models.BooleanField(_("chọn"), default=True)
    #: A service is made after the service that replaces it.
    rank = models.PositiveSmallIntegerField(default=0)
    #: Fields that differ, as they stand on the page and as the page should have them; for a new
    #: service all fields of its record are in ``after``.
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    #: Latest revision of the page when it was compared: another one since then is a conflict.
    compared_with = models.BigIntegerField(null=True)
    #: The row as it stood in the file, and the field at fault, for rejected rows.
    raw: Any = models.JSONField(null=True)
    fault = models.CharField(max_length=120, blank=True)

    class Meta(RunRow.Meta):
        indexes = [models.Index(fields=["run", "kind", "number"])]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "code"],
                condition=models.Q(kind__in=("new", "changed")),
                name="import_row_once_per_code",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
