"""What the portal knows of the backend: how far it has read, how its services differ, its pauses."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.vocabulary import DriftKind


class BackendCursor(models.Model):
    """How far a feed of the backend has been read, and how the last reading went."""

    name = models.CharField(max_length=40, unique=True)
    cursor = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("Mốc đọc hệ thống xử lý")

    def __str__(self) -> str:
        return self.name


class ServiceDrift(models.Model):
    """A difference between the catalogue and the backend, open until it is gone."""

    service_code = models.CharField(_("mã thủ tục"), max_length=40)
    kind = models.CharField(_("khác gì"), max_length=20, choices=DriftKind)
    ours = models.TextField(_("trên cổng"), blank=True)
    theirs = models.TextField(_("ở hệ thống xử lý"), blank=True)
    first_seen = models.DateTimeField(_("thấy lần đầu"), default=timezone.now)
    last_seen = models.DateTimeField(_("thấy lần cuối"), default=timezone.now)
    resolved_at = models.DateTimeField(_("hết lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("Chênh lệch với hệ thống xử lý")
        verbose_name_plural = _("Chênh lệch với hệ thống xử lý")
        ordering = ["-last_seen"]
        constraints = [
            models.UniqueConstraint(
                fields=["service_code", "kind"],
                condition=models.Q(resolved_at__isnull=True),
                name="one_open_drift_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_code} {self.kind}"


class PlannedDowntime(models.Model):
    """A pause of the backend that is announced before it comes."""

    starts_at = models.DateTimeField(_("từ"))
    ends_at = models.DateTimeField(_("đến"))
    message = models.CharField(_("lời báo cho người nộp hồ sơ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Lịch bảo trì")
        verbose_name_plural = _("Lịch bảo trì")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="downtime_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"

    def clean(self) -> None:
        """A pause ends after it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Giờ kết thúc phải sau giờ bắt đầu.")})
