"""Submissions: applications that were handed in. The reference is given at once and never changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.encryption import SealedJSONField
from submissions.models.forms import FormVersion
from submissions.vocabulary import DossierStatus


class Submission(models.Model):
    """One application. What identifies a person is sealed, and emptied N days after delivery.

    ``payload`` is ``{"applicant": {...}, "data": {...}, "in_words": [...]}`` as the Dossier API takes it. ``contact``
    (e-mail, language of mails) outlives it until the dossier has ended, for notices. ``proofs`` are
    keyed digests of the last four digits of phone and identity number: what tracking asks for.
    ``draft_digest`` is that of the secret of the draft that became this: a second click finds it by that.
    """

    reference = models.CharField(_("mã tham chiếu"), max_length=20, unique=True)
    service_code = models.CharField(_("mã thủ tục"), max_length=40, db_index=True)
    service_name = models.TextField(_("tên dịch vụ"))
    case_name = models.TextField(_("trường hợp"), blank=True)
    agency_code = models.CharField(_("mã cơ quan"), max_length=40, blank=True)
    agency_name = models.CharField(_("cơ quan giải quyết"), max_length=255, blank=True)
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    payload = SealedJSONField(_("nội dung"))
    contact = SealedJSONField(_("liên hệ"))
    proofs = models.JSONField(default=list)
    draft_digest = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=5, default="vi")

    submitted_at = models.DateTimeField(_("nộp lúc"), db_index=True)
    delivered_at = models.DateTimeField(_("chuyển lúc"), null=True, blank=True)
    purged_at = models.DateTimeField(_("xoá nội dung lúc"), null=True, blank=True)
    dossier_code = models.CharField(
        _("mã hồ sơ"), max_length=60, unique=True, null=True, blank=True
    )
    status = models.PositiveSmallIntegerField(
        _("trạng thái"), choices=DossierStatus, default=DossierStatus.REGISTERED
    )
    due_at = models.DateTimeField(_("hẹn trả"), null=True, blank=True)
    clock_paused = models.BooleanField(_("tạm dừng tính thời hạn"), default=False)
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    #: Letters and results at the backend, [{kind, id, title}]: what a browser may fetch from there.
    files = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("Hồ sơ đã nộp")
        verbose_name_plural = _("Hồ sơ đã nộp")
        ordering = ["-submitted_at"]

    def __str__(self) -> str:
        return self.reference
