"""Figures as the backend last told them, so that pages answer at once and also when it is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class Grouping(models.TextChoices):
    """By what dossiers are counted."""

    TOTAL = "total", _("Tất cả")
    AGENCY = "agency", _("Theo cơ quan")
    FIELD = "field", _("Theo lĩnh vực")
    SERVICE = "service", _("Theo dịch vụ")
    MONTH = "month", _("Theo tháng")


class Figure(models.Model):
    """Dossiers of one group in one span of time.

    ``span`` is ``12m`` (the last twelve months, this one included), a year (``2026``) or a month
    (``2026-11``); the figure of all dossiers of a month has the span ``months`` and the month as its
    key. ``early``, ``on_time`` and ``late`` add up to ``resolved``. Days are working days from receipt
    to result.
    """

    span = models.CharField(max_length=10)
    grouping = models.CharField(max_length=10, choices=Grouping)
    key = models.CharField(max_length=255)
    name = models.TextField(blank=True)
    received = models.PositiveIntegerField()
    received_online = models.PositiveIntegerField(null=True)
    resolved = models.PositiveIntegerField()
    early = models.PositiveIntegerField()
    on_time = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    median_days = models.FloatField(null=True)
    p90_days = models.FloatField(null=True)

    class Meta:
        verbose_name = _("Số liệu giải quyết hồ sơ")
        constraints = [
            models.UniqueConstraint(fields=["span", "grouping", "key"], name="one_figure_a_group"),
            models.CheckConstraint(
                condition=models.Q(
                    resolved=models.F("early") + models.F("on_time") + models.F("late")
                ),
                name="figure_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.span} {self.grouping} {self.key}"

    @property
    def month(self) -> str:
        """The month of a figure by month, as 2026-11."""
        return self.key if self.grouping == Grouping.MONTH else self.span

    @property
    def in_time(self) -> int:
        """Resolved early or on the day."""
        return self.early + self.on_time

    @property
    def in_time_share(self) -> float | None:
        """Per cent of the resolved that were in time; None when nothing was resolved."""
        return 100 * self.in_time / self.resolved if self.resolved else None


class Reading(models.Model):
    """When figures were last read, and when that last failed. One row."""

    as_of = models.DateTimeField(_("số liệu đến"), null=True)
    read_at = models.DateTimeField(_("đọc lúc"), null=True)
    failed_at = models.DateTimeField(_("đọc hỏng lúc"), null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Lần đọc số liệu")

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d %H:%M}" if self.as_of else "–"


if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DEFAULT_SOURCE = (
    "Thu nhập một giờ: GDP bình quân đầu người năm 2024, khoảng 114 triệu đồng, chia cho 12 tháng × "
    "22 ngày × 8 giờ. Giờ, chuyến đi và tiền in ấn là ước tính của cổng, chưa qua khảo sát: hãy thử "
    "bằng con số của bạn."
)


def _hours(label: StrOrPromise, default: float) -> models.FloatField:
    return models.FloatField(
        label, default=default, validators=[MinValueValidator(0), MaxValueValidator(200)]
    )


def _dong(label: StrOrPromise, default: int) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=default)


@register_setting(icon="calculator")
class SavingAssumptions(BaseSiteSetting):
    """What one application costs the applicant, in person and online; every number is shown.

    The method is that of Thông tư 03/2022/TT-VPCP (compliance cost of a procedure: hours spent times
    hourly income, plus what is paid to others), the Standard Cost Model.
    """

    hours_in_person = _hours(_("giờ cho một lần nộp trực tiếp"), 4.0)
    hours_online = _hours(_("giờ cho một lần nộp trên mạng"), 1.0)
    trips_in_person = _hours(_("số chuyến đi khi nộp trực tiếp"), 2.0)
    trips_online = _hours(_("số chuyến đi khi nộp trên mạng"), 0.5)
    cost_per_trip = _dong(_("chi phí một chuyến đi (đồng)"), 30_000)
    copies_in_person = _dong(_("sao chụp, in ấn khi nộp trực tiếp (đồng)"), 15_000)
    copies_online = _dong(_("sao chụp, in ấn khi nộp trên mạng (đồng)"), 3_000)
    income_per_hour = _dong(_("thu nhập bình quân một giờ (đồng)"), 54_000)
    source = models.TextField(
        _("căn cứ của các giả định"),
        blank=True,
        default=DEFAULT_SOURCE,
        help_text=_("Số liệu lấy từ đâu, năm nào. Hiện công khai dưới bảng tính."),
    )

    panels = [
        FieldRowPanel([FieldPanel("hours_in_person"), FieldPanel("hours_online")]),
        FieldRowPanel([FieldPanel("trips_in_person"), FieldPanel("trips_online")]),
        MultiFieldPanel(
            [
                FieldPanel("cost_per_trip"),
                FieldPanel("copies_in_person"),
                FieldPanel("copies_online"),
                FieldPanel("income_per_hour"),
            ],
            heading=_("Tiền"),
        ),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("Giả định tính tiết kiệm")
