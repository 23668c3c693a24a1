"""What happened to a submission at the backend, what officers ask for, and the mails about it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.encryption import SealedJSONField
from submissions.models.drafts import Draft
from submissions.models.submissions import Submission
from submissions.vocabulary import DeliveryState, DossierStatus, NoticeKind, RequestKind


class StatusEvent(models.Model):
    """One line of the timeline as the backend told it. ``backend_id`` keeps a repeat from doubling."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="events")
    backend_id = models.CharField(max_length=100)
    status = models.PositiveSmallIntegerField(choices=DossierStatus)
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    agency_name = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("Bước xử lý")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "backend_id"], name="one_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.at:%Y-%m-%d %H:%M}"


class OfficerRequest(models.Model):
    """Papers or a payment that officers ask of the applicant. ``items``: names of papers asked for."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="requests")
    backend_id = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=RequestKind)
    reason = models.TextField(blank=True)
    items = models.JSONField(default=list)
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"), null=True, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Yêu cầu bổ sung")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "backend_id"], name="one_request_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.asked_at:%Y-%m-%d}"


class Notice(models.Model):
    """A mail to send, with attempts of its own. ``cause`` makes the same mail go out once."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=NoticeKind)
    cause = models.CharField(max_length=120, unique=True)
    payload = SealedJSONField()
    state = models.CharField(max_length=20, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Thư báo")
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="notice_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.cause}"


class TrackingFailure(models.Model):
    """One wrong guess at a dossier, kept as a digest for a day: the brake counts these rows."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Lần tra cứu sai")
        indexes = [models.Index(fields=["key", "at"], name="tracking_failure_key")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
