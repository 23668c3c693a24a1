"""Who works for which unit, as what, from when to when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.agency import Agency


class UnitRole(models.TextChoices):
    """What a person does for a unit and all units below it."""

    EDITOR = "editor", _("Biên tập viên")
    MODERATOR = "moderator", _("Người duyệt")
    HEAD = "head", _("Thủ trưởng đơn vị")


class MembershipQuerySet(models.QuerySet["UnitMembership"]):
    """Memberships by time."""

    def current(self) -> MembershipQuerySet:
        """Those that hold today; what somebody delegated whose account is closed holds no more."""
        today = timezone.localdate()
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today),
            models.Q(delegated_by__isnull=True) | models.Q(delegated_by__is_active=True),
            starts_on__lte=today,
        )


class UnitMembership(models.Model):
    """A person's role at a unit. A delegation is one that somebody gave for a time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người"),
        on_delete=models.CASCADE,
        related_name="unit_memberships",
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=UnitRole, default=UnitRole.EDITOR)
    starts_on = models.DateField(_("từ ngày"), default=timezone.localdate)
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    delegated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người uỷ quyền"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="delegations",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name", "user__username"]
        verbose_name = _("Vai trò ở đơn vị")
        verbose_name_plural = _("Vai trò ở đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role", "starts_on"],
                name="unit_membership_once",
                violation_error_message=_("Người này đã có vai trò đó ở đơn vị từ ngày đó."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="unit_membership_ends_after_start",
                violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            ),
            models.CheckConstraint(
                condition=models.Q(delegated_by__isnull=True) | models.Q(ends_on__isnull=False),
                name="unit_delegation_has_an_end",
                violation_error_message=_("Uỷ quyền phải có ngày kết thúc."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.agency}"
