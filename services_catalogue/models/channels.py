"""Ways of handing in, each with time limits, each with fees: the order of the national model."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from services_catalogue.vocabulary import ChannelKind, DurationUnit, FeeKind


class DurationField(models.DecimalField):
    """A decimal that the form shows as people write it: 5, not 5.00."""

    def value_from_object(self, obj: models.Model) -> Any:
        """The value for a form, without trailing zeros."""
        value = super().value_from_object(obj)
        if value is None:
            return None
        plain = f"{Decimal(str(value)):f}"
        return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


class Channel(Orderable, ClusterableModel):
    """One way of handing in an application."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(_("hình thức nộp"), max_length=20, choices=ChannelKind)
    description = models.TextField(_("mô tả"), blank=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel(
            "description",
            help_text=_("Nộp ở đâu, lúc nào. Ví dụ “Bộ phận Một cửa của xã, trong giờ làm việc”."),
        ),
        InlinePanel("time_limits", label=_("Thời hạn")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Cách nộp")

    def __str__(self) -> str:
        return self.get_kind_display()


class TimeLimit(Orderable, ClusterableModel):
    """How long the agency may take. A number is only ever shown with its unit."""

    channel = ParentalKey(Channel, on_delete=models.CASCADE, related_name="time_limits")
    value = DurationField(_("thời gian"), max_digits=7, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("đơn vị"), max_length=20, choices=DurationUnit, blank=True)
    text = models.CharField(
        _("hoặc bằng chữ"),
        max_length=500,
        blank=True,
        help_text=_("Ví dụ “Trong ngày”. Hiện nguyên văn khi không có số và đơn vị."),
    )
    description = models.TextField(_("áp dụng khi"), blank=True)

    panels = [
        FieldRowPanel(
            [
                FieldPanel("value", help_text=_("Chỉ con số. Ví dụ 5.")),
                FieldPanel("unit", help_text=_("Ngày làm việc không tính ngày nghỉ, ngày lễ.")),
                FieldPanel("text"),
            ]
        ),
        FieldPanel(
            "description",
            help_text=_("Thời hạn này cho ai. Ví dụ “Hồ sơ phải xác minh”. Trống: cho mọi người."),
        ),
        InlinePanel("fees", label=_("Phí, lệ phí")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Thời hạn")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, unit="")
                | models.Q(value__isnull=False) & ~models.Q(unit=""),
                name="time_limit_value_with_unit",
                violation_error_message=_("Điền cả số và đơn vị, hoặc để trống cả hai."),
            )
        ]

    def clean(self) -> None:
        """Both number and unit, or neither."""
        super().clean()
        if (self.value is None) != (not self.unit):
            raise ValidationError(
                {"unit": _("Điền cả số và đơn vị, ví dụ 5 và “ngày làm việc”, hoặc chỉ điền chữ.")}
            )


class Fee(Orderable):
    """Phí or lệ phí under a time limit, in whole đồng."""

    time_limit = ParentalKey(TimeLimit, on_delete=models.CASCADE, related_name="fees")
    kind = models.CharField(_("loại"), max_length=20, choices=FeeKind, default=FeeKind.LEVY)
    amount = models.PositiveBigIntegerField(
        _("số tiền (đồng)"), null=True, blank=True, help_text=_("0 nghĩa là miễn phí.")
    )
    text = models.CharField(
        _("hoặc bằng chữ"), max_length=1000, blank=True, help_text=_("Ví dụ “Theo diện tích”.")
    )
    description = models.TextField(_("áp dụng khi"), blank=True)

    panels = [
        FieldRowPanel(
            [
                FieldPanel("kind"),
                FieldPanel("amount", help_text=_("Không dấu chấm. Ví dụ 8000; 0 là miễn phí.")),
                FieldPanel("text"),
            ]
        ),
        FieldPanel(
            "description",
            help_text=_(
                "Mức này cho ai, theo văn bản nào. Ví dụ “Đăng ký quá hạn, theo nghị quyết của Hội "
                "đồng nhân dân tỉnh”."
            ),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Phí, lệ phí")

    def clean(self) -> None:
        """An amount or words for it."""
        super().clean()
        if self.amount is None and not self.text:
            raise ValidationError(
                {"amount": _("Điền số tiền (0 nếu miễn phí) hoặc viết bằng chữ.")}
            )
