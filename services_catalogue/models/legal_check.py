"""A legal check: who asked whom, the link each expert got, and what they answered."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment, Revision, TaskState

from services_catalogue.models.service_page import ServicePage


def new_nonce() -> str:
    """The part of a link that nobody can guess, even with the key of the signature."""
    return secrets.token_hex(16)


class LegalCheckRequest(models.Model):
    """Asked for once; holds for every further round of the same submission until it is published."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        ServicePage, on_delete=models.CASCADE, related_name="legal_check_requests"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    question = models.TextField(_("điều cần hỏi"), blank=True)
    days = models.PositiveSmallIntegerField(_("hạn trả lời (ngày làm việc)"), default=5)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("yêu cầu kiểm tra pháp lý")
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(closed_at__isnull=True),
                name="legal_check_one_open_per_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.asked_at:%Y-%m-%d}"


class LegalExpert(models.Model):
    """Somebody outside who is asked. No account."""

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(LegalCheckRequest, on_delete=models.CASCADE, related_name="experts")
    name = models.CharField(_("họ tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"))
    organisation = models.CharField(_("nơi làm việc"), max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("chuyên gia pháp lý")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "email"],
                condition=models.Q(revoked_at__isnull=True),
                name="legal_expert_once_per_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


class LegalAnswer(models.TextChoices):
    """What an expert says."""

    YES = "yes", _("Đồng ý công bố")
    NO = "no", _("Chưa đồng ý")


class LegalInvitation(models.Model):
    """One expert's link to one revision, exactly as it was when the link was made."""

    wagtail_reference_index_ignore = True

    expert = models.ForeignKey(LegalExpert, on_delete=models.CASCADE, related_name="invitations")
    task_state = models.ForeignKey(
        TaskState, on_delete=models.CASCADE, related_name="legal_invitations"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    #: Of the content: a revision can be written over while its number stays.
    digest = models.CharField(max_length=64)
    nonce = models.CharField(max_length=32, default=new_nonce)
    created_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(_("dùng được đến hết ngày"))
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=5, choices=LegalAnswer, blank=True)
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        verbose_name = _("liên kết kiểm tra pháp lý")
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "task_state"], name="legal_invitation_once_per_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.created_at:%Y-%m-%d}"


class LegalComment(models.Model):
    """What an expert says of one part; on fields that take comments, one of Wagtail's as well."""

    wagtail_reference_index_ignore = True

    invitation = models.ForeignKey(
        LegalInvitation, on_delete=models.CASCADE, related_name="comments"
    )
    part = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    text = models.TextField()
    comment = models.ForeignKey(
        Comment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("nhận xét pháp lý")

    def __str__(self) -> str:
        return f"{self.label}: {self.text[:60]}"
