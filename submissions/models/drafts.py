"""Drafts: what somebody has filled in but not yet handed in."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.encryption import SealedJSONField
from submissions.models.forms import FormVersion


class Draft(models.Model):
    """One application being filled in. Who has the secret of its link may go on with it.

    ``answers`` is ``{question name: value}`` as the form gave it, sealed. ``changed_at`` moves with
    every save: retention counts from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret_digest = models.CharField(max_length=64, unique=True)
    service_code = models.CharField(_("mã thủ tục"), max_length=40, db_index=True)
    case_name = models.TextField(_("trường hợp"), blank=True)
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    answers = SealedJSONField(_("câu trả lời"))
    email = SealedJSONField(_("thư điện tử nhận đường dẫn"))
    language = models.CharField(max_length=5, default="vi")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("Bản nháp")

    def __str__(self) -> str:
        return f"{self.service_code} {self.pk}"
