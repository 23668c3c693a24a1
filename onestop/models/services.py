"""Services that onestop processes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onestop.models.agencies import Agency
from onestop.vocabulary import TermUnit


class Service(models.Model):
    """A procedure with what the drift check compares: fee, term, papers, open or closed.

    ``papers``: ``[{"case", "name", "required", "originals", "copies"}]``, an empty case when there
    is only one. ``fee`` in whole đồng; ``fee_text`` and ``term_text`` where words stand for a number.
    """

    code = models.CharField(_("mã thủ tục"), max_length=40, unique=True)
    name = models.TextField(_("tên"))
    field_code = models.CharField(_("mã lĩnh vực"), max_length=120, db_index=True)
    field_name = models.CharField(_("lĩnh vực"), max_length=255)
    fee = models.PositiveBigIntegerField(_("phí, lệ phí (đồng)"), null=True, blank=True)
    fee_text = models.CharField(_("phí bằng chữ"), max_length=1000, blank=True)
    term_value = models.DecimalField(
        _("thời hạn"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    term_unit = models.CharField(_("đơn vị"), max_length=20, choices=TermUnit, blank=True)
    term_text = models.CharField(_("thời hạn bằng chữ"), max_length=500, blank=True)
    papers = models.JSONField(_("thành phần hồ sơ"), default=list, blank=True)
    agencies = models.ManyToManyField(Agency, related_name="services", blank=True)
    is_open = models.BooleanField(_("đang nhận hồ sơ"), default=True)
    dossiers_a_year = models.PositiveIntegerField(_("số hồ sơ mỗi năm"), default=1)
    closed_reason = models.CharField(_("lý do tạm dừng"), max_length=255, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(term_value__isnull=True, term_unit="")
                | Q(term_value__isnull=False) & ~Q(term_unit=""),
                name="onestop_term_value_with_unit",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PlannedDowntime(models.Model):
    """A pause of onestop that is announced before it comes."""

    starts_at = models.DateTimeField(_("từ"))
    ends_at = models.DateTimeField(_("đến"))
    message = models.CharField(_("lời báo"), max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="onestop_downtime_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"
