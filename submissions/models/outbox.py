"""The outbox: what still has to reach the backend, written in the same transaction as its cause."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.encryption import SealedJSONField
from submissions.models.submissions import Submission
from submissions.vocabulary import DeliveryKind, DeliveryState


class OutboxEntry(models.Model):
    """One delivery. Its key makes the backend do it once, however often it is tried.

    ``claimed_until`` keeps two relays apart; a relay that died lets go when it has passed.
    ``reason`` says, without personal data, why the last attempt failed or why the entry is parked.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(_("việc"), max_length=20, choices=DeliveryKind)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    payload = SealedJSONField(_("nội dung"))
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=DeliveryState, default=DeliveryState.WAITING
    )
    attempts = models.PositiveIntegerField(_("số lần thử"), default=0)
    next_attempt_at = models.DateTimeField(_("lần thử tới"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("tạo lúc"), default=timezone.now)
    delivered_at = models.DateTimeField(_("chuyển lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("Việc chuyển hồ sơ")
        verbose_name_plural = _("Việc chuyển hồ sơ")
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outbox_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(kind=DeliveryKind.DOSSIER),
                name="one_dossier_per_submission",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.idempotency_key}"
