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
    #: The newest announcement it has been told of, and how the service stood when it was last told.
    announced = models.PositiveBigIntegerField(default=0)
    standing = models.CharField(max_length=60, blank=True, default="")

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


class Announcement(models.Model):
    """A change of a day to come that followers are told of, or that it will not come after all.

    ``mark`` tells what is said: a version that is approved anew for the same day with the same
    changes (because something else was corrected meanwhile) is no news.
    """

    class Kind(models.TextChoices):
        """What is told."""

        COMING = "coming", _("sẽ áp dụng")
        OFF = "off", _("không áp dụng nữa")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMING)
    code = models.CharField(max_length=40, db_index=True)
    #: The key of the revision that waits for its day.
    revision = models.PositiveBigIntegerField(db_index=True)
    #: What was noted of this revision before (its key; 0: nothing), so that two runs note once.
    after = models.PositiveBigIntegerField(default=0)
    title = models.CharField(max_length=255)
    day = models.DateField()
    at = models.DateTimeField()
    mark = models.CharField(max_length=64)
    #: Nothing in it concerns those who use the service, or it was said before.
    silent = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Thay đổi báo trước")
        constraints = [
            models.UniqueConstraint(fields=["revision", "after"], name="announced_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind} {self.day}"
