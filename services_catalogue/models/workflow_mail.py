"""Mails of the workflow that wait to be sent: whom about what, never what they say."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from services_catalogue.models.legal_check import LegalInvitation


class WorkflowMailKind(models.TextChoices):
    """What a mail tells."""

    WAITING = "waiting", _("chờ duyệt")
    SOON = "soon", _("sắp đến hạn")
    OVERDUE = "overdue", _("quá hạn")
    ESCALATED = "escalated", _("quá hạn lâu")
    INVITATION = "invitation", _("mời kiểm tra pháp lý")
    APPROVED = "approved", _("đã duyệt")
    REJECTED = "rejected", _("yêu cầu sửa")


class WorkflowMail(models.Model):
    """One thing to tell one person, once. The text is made when it is sent, from how things stand."""

    wagtail_reference_index_ignore = True

    kind = models.CharField(max_length=20, choices=WorkflowMailKind)
    task_state = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    invitation = models.ForeignKey(
        LegalInvitation, on_delete=models.CASCADE, null=True, blank=True, related_name="mails"
    )
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Sent, or no longer true when its turn came, or given up (``failure`` says why).
    done_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("thư của quy trình duyệt")
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(done_at__isnull=True),
                name="workflow_mail_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "task_state", "user"],
                condition=models.Q(user__isnull=False),
                name="workflow_mail_once_per_user",
            ),
            models.UniqueConstraint(
                fields=["kind", "invitation"],
                condition=models.Q(invitation__isnull=False),
                name="workflow_mail_once_per_invitation",
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(invitation__isnull=False),
                name="workflow_mail_has_a_receiver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.task_state_id}"
