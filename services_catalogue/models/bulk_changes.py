"""One change to many services at once: what was asked for, and what became of each page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.runs import Run, RunRow


class BulkAction(models.TextChoices):
    """What can be done to many services at once."""

    FIELD = "field", _("Đổi lĩnh vực")
    UNIT = "unit", _("Đổi đơn vị phụ trách")
    EXECUTING = "executing", _("Đổi cơ quan thực hiện")
    REVIEW = "review", _("Đặt hạn rà soát")
    UNPUBLISH = "unpublish", _("Gỡ xuống")
    SUPERSEDED = "superseded", _("Được thay bằng")


class BulkChange(Run):
    """``value`` is the key of the chosen row (field, unit, service) or the date; empty to unpublish."""

    action = models.CharField(_("việc"), max_length=12, choices=BulkAction)
    value = models.CharField(max_length=40, blank=True)
    value_label = models.CharField(_("giá trị mới"), max_length=500, blank=True)
    publish = models.BooleanField(_("xuất bản ngay"), default=False)

    class Meta(Run.Meta):
        verbose_name = _("Thay đổi hàng loạt")
        verbose_name_plural = _("Thay đổi hàng loạt")

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.value_label}".strip()


class BulkChangeRow(RunRow):
    """One page of it. ``before`` is what stood there, in words, so that it can be put back."""

    run = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="rows")
    before = models.CharField(_("trước đó"), max_length=1000, blank=True)

    class Meta(RunRow.Meta):
        indexes = [models.Index(fields=["run", "number"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
