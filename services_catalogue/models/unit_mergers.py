"""Administrative units that become one from a day on, and everything that follows them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.agency import Agency
from services_catalogue.models.runs import RowState, Run
from services_catalogue.vocabulary import AgencyKind


class UnitMerger(Run):
    """Units A, B, … go into ``target``: one that stands already, or one made from ``new_*``."""

    sources = models.ManyToManyField(
        Agency, verbose_name=_("các đơn vị được sáp nhập"), related_name="+"
    )
    target = models.ForeignKey(
        Agency,
        verbose_name=_("đơn vị nhận"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    new_name = models.CharField(_("tên đơn vị mới"), max_length=255, blank=True)
    new_short_name = models.CharField(_("tên ngắn"), max_length=120, blank=True)
    new_kind = models.CharField(_("loại"), max_length=20, choices=AgencyKind, blank=True)
    new_egov_code = models.CharField(_("mã định danh"), max_length=35, blank=True)
    effective_on = models.DateField(_("từ ngày"))
    legal_basis = models.CharField(
        _("căn cứ"),
        max_length=500,
        help_text=_("Nghị quyết sắp xếp đơn vị hành chính, ví dụ 1679/NQ-UBTVQH15."),
    )

    class Meta(Run.Meta):
        verbose_name = _("Sáp nhập đơn vị")
        verbose_name_plural = _("Sáp nhập đơn vị")

    def __str__(self) -> str:
        return self.target.name if self.target_id and self.target else self.new_name


class MergerPart(models.TextChoices):
    """Kinds of things that follow a unit, in the order in which they are moved."""

    UNIT = "unit", _("Đơn vị nhận")
    BELOW = "below", _("Đơn vị cấp dưới")
    SERVICE = "service", _("Dịch vụ công")
    MEMBERSHIP = "membership", _("Vai trò của người dùng")
    COLLECTION = "collection", _("Tệp và hình ảnh")
    REFERENCE = "reference", _("Nội dung khác nhắc tới")
    RETIRED = "retired", _("Đơn vị thôi hoạt động")


class MergerItem(models.Model):
    """One thing that is moved, or, where only a person can, one to look at (``by_hand``)."""

    run = models.ForeignKey(UnitMerger, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    part = models.CharField(_("loại"), max_length=12, choices=MergerPart)
    object_id = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("tên"), max_length=500)
    change = models.TextField(_("sẽ đổi"))
    url = models.CharField(max_length=500, blank=True)
    by_hand = models.BooleanField(_("cần xem bằng tay"), default=False)
    state = models.CharField(
        _("kết quả"), max_length=10, choices=RowState, default=RowState.PENDING
    )
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "part", "object_id"],
                condition=models.Q(by_hand=False),
                name="merger_item_once",
            )
        ]

    def __str__(self) -> str:
        return self.title
