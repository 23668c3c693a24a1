"""What officers ask of the applicant: papers or a payment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onestop.models.dossiers import Dossier


class PaperRequest(models.Model):
    """Papers asked for (Mẫu 02). ``papers``: ``[{"name", "reason"}]``."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="paper_requests")
    reason = models.TextField(_("lý do"))
    papers = models.JSONField(_("giấy tờ cần bổ sung"), default=list)
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    answered_at = models.DateTimeField(_("đã bổ sung lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(closed_at__isnull=True), name="one_open_papers"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.asked_at:%Y-%m-%d}"


class PaymentRequest(models.Model):
    """Money asked for, in whole đồng."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="payment_requests")
    reason = models.TextField(_("lý do"))
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"))
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    answered_at = models.DateTimeField(_("đã nộp lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_asks_for_money"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(closed_at__isnull=True), name="one_open_payment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.amount}"
