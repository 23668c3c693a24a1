"""Files that people hand in: encrypted in DATA_DIR/attachments, described here."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.encryption import SealedJSONField
from submissions.models.drafts import Draft
from submissions.models.following import OfficerRequest
from submissions.models.submissions import Submission
from submissions.vocabulary import AttachmentState, ScanState


class Attachment(models.Model):
    """One file of a draft or, after handing in, of a submission.

    ``request`` is what it answers when officers asked for it afterwards. ``role`` names the paper
    or question it answers. ``size`` (bytes) and ``sha256`` are of the plain content as it goes to
    the backend; ``original_sha256`` is of what was uploaded, when a photo was converted.
    ``backend_id`` is what the backend answered when it took the content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    request = models.ForeignKey(
        OfficerRequest, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    role = models.CharField(_("giấy tờ"), max_length=1200)
    position = models.PositiveIntegerField(default=0)
    filename = SealedJSONField(_("tên tệp"))
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=AttachmentState, default=AttachmentState.READY)
    scan = models.CharField(max_length=20, choices=ScanState, default=ScanState.OFF)
    backend_id = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Tệp đính kèm")
        ordering = ["position", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft__isnull=True) | models.Q(submission__isnull=True),
                name="attachment_of_draft_or_submission",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"
