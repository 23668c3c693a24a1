"""Who follows a service: an address that only this portal can read, until it is taken back."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.encryption import SealedJSONField, keyed_digest


class Subscription(models.Model):
    """One address that follows one service. ``told`` is the newest version it has been told of."""

    code = models.CharField(_("mã thủ tục"), max_length=40)
    email = SealedJSONField(_("thư điện tử"))
    #: Of the address, to find it again and to brake those who enter somebody else's.
    address = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=12, default="vi")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Người theo dõi dịch vụ")
        constraints = [
            models.UniqueConstraint(fields=["code", "address"], name="follows_a_service_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"

    @staticmethod
    def digest(email: str) -> str:
        """What ``address`` holds for an e-mail address, whatever its letter case."""
        return keyed_digest("follower of a service", email.strip().casefold())
