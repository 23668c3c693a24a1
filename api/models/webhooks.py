"""Subscribers of the change feed: where to tell them, what they want to hear, how it goes.

Nothing is queued: a subscriber holds his place in the feed, whose rows are never deleted. See
docs/decisions/webhooks.md.
"""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.encryption import SealedJSONField


class State(models.TextChoices):
    """How far a subscription has come. Only ``active`` ones are told of changes."""

    UNCONFIRMED = "unconfirmed", _("Chờ xác nhận thư điện tử")
    UNVERIFIED = "unverified", _("Chờ kiểm tra địa chỉ nhận")
    ACTIVE = "active", _("Đang gửi")
    PAUSED = "paused", _("Chủ tạm dừng")
    PARKED = "parked", _("Đã ngừng vì lỗi kéo dài")
    GONE = "gone", _("Đã ngừng vì địa chỉ trả lời 410")
    BARRED = "barred", _("Người quản trị đã ngừng")


class Outcome(models.TextChoices):
    """What came of one attempt."""

    DELIVERED = "delivered", _("Đã nhận")
    REFUSED = "refused", _("Trả lời lỗi")
    REDIRECTED = "redirected", _("Chuyển hướng (không đi theo)")
    TIMED_OUT = "timed_out", _("Quá giờ chờ")
    UNKNOWN_HOST = "unknown_host", _("Không tìm thấy máy chủ")
    FORBIDDEN = "forbidden", _("Địa chỉ mạng không được phép")
    BAD_TLS = "bad_tls", _("Chứng chỉ TLS không hợp lệ")
    UNREACHABLE = "unreachable", _("Không kết nối được")
    WRONG_ANSWER = "wrong_answer", _("Không trả lại đúng mã thử")


class WebhookSubscription(models.Model):
    """One endpoint. ``kinds``, ``fields``, ``agencies``, ``codes`` narrow down; an empty list means all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.CharField(_("địa chỉ nhận"), max_length=500)
    #: {"email", "language"}: whom to tell when it fails, and how.
    owner = SealedJSONField()
    owner_digest = models.CharField(max_length=64, db_index=True)
    #: {"now": "whsec_…", "before": "whsec_…"}: the old one signs too until ``before_until``.
    secrets = SealedJSONField()
    before_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=20, choices=State, default=State.UNCONFIRMED, db_index=True
    )
    kinds = models.JSONField(default=list, blank=True)
    fields = models.JSONField(default=list, blank=True)
    agencies = models.JSONField(default=list, blank=True)
    codes = models.JSONField(default=list, blank=True)
    #: Last change that was told or passed over; null: begins with what comes after the check.
    position = models.PositiveBigIntegerField(null=True, blank=True)
    #: A message that the owner asked for: ``challenge``, ``test`` or nothing.
    asked = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(_("số lần lỗi liền"), default=0)
    failing_since = models.DateTimeField(_("lỗi từ"), null=True, blank=True)
    warned = models.BooleanField(default=False)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    #: Changes whenever links that were sent before must stop working.
    link_number = models.PositiveIntegerField(default=0)
    link_sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("đăng ký lúc"), default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    last_success_at = models.DateTimeField(_("gửi được lần cuối"), null=True, blank=True)

    class Meta:
        verbose_name = _("webhook")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.host} {self.state}"

    @property
    def host(self) -> str:
        """Host (and port) of the endpoint; the rest of the address may hold a key of its owner."""
        return urlsplit(self.url).netloc


class WebhookAttempt(models.Model):
    """One message sent once: for its owner to see. Neither bodies nor answers are kept."""

    subscription = models.ForeignKey(
        WebhookSubscription, on_delete=models.CASCADE, related_name="attempts"
    )
    at = models.DateTimeField(default=timezone.now)
    message_id = models.CharField(max_length=60)
    type = models.CharField(max_length=40)
    code = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=20, choices=Outcome)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    took_ms = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("lần gửi webhook")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subscription", "-at"], name="webhook_attempts_newest")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.outcome}"
