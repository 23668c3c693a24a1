"""The weekly mail: who wants none, and which went out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DigestChoice(models.Model):
    """What a person said about the weekly mail. Without a row they get it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="digest_choice",
    )
    weekly = models.BooleanField(
        _("gửi thư tổng hợp mỗi tuần"),
        default=True,
        help_text=_("Sáng thứ Hai, chỉ khi có việc chờ bạn."),
    )

    class Meta:
        verbose_name = _("Thư tổng hợp hằng tuần")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.weekly}"


class DigestMail(models.Model):
    """One weekly mail to one receiver: made before it is sent, so that it goes out once."""

    #: "user:17", or "contact:" with a digest of the address: the row names nobody.
    receiver = models.CharField(max_length=80)
    week = models.DateField(help_text="Its Monday")
    matters = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("Thư tổng hợp đã gửi")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["receiver", "week"], name="one_digest_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.receiver} {self.week}"
