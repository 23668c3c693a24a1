"""Dossiers and what was handed in with them. They change through :mod:`onestop.moves` alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onestop.models.agencies import Agency, Officer
from onestop.models.clients import Blob, Client
from onestop.models.services import Service
from onestop.vocabulary import Channel, DossierStatus

_WAITING = [DossierStatus.WAITING_PAPERS, DossierStatus.WAITING_PAYMENT]
_FINISHED = [DossierStatus.FINISHED, DossierStatus.RETURNED]


class Dossier(models.Model):
    """One application.

    ``applicant``, ``data`` and ``form`` as the client gave them. ``resume_status`` is where a paused
    dossier goes back to. ``paused_days`` counts working days that the clock has stood so far.
    ``change`` orders the feed of changes. ``version`` goes up with every move: two officers who act
    on the same page are told apart by it. ``event_count`` and ``chain_head`` make a missing last
    event of the log show.
    """

    code = models.CharField(_("mã hồ sơ"), max_length=60, unique=True)
    reference = models.CharField(_("mã tham chiếu"), max_length=60, null=True, blank=True)
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="dossiers")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="dossiers", db_index=False
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.SET_NULL, null=True, blank=True, related_name="dossiers"
    )
    case = models.TextField(_("trường hợp"), blank=True)
    channel = models.PositiveSmallIntegerField(
        _("cách nộp"), choices=Channel, default=Channel.ONLINE
    )
    form = models.JSONField(default=dict)
    applicant = models.JSONField(_("người nộp"), default=dict)
    applicant_name = models.CharField(_("họ tên người nộp"), max_length=255, blank=True)
    data = models.JSONField(_("nội dung"), default=dict)

    status = models.PositiveSmallIntegerField(
        _("trạng thái"), choices=DossierStatus, default=DossierStatus.REGISTERED
    )
    resume_status = models.PositiveSmallIntegerField(choices=DossierStatus, null=True, blank=True)
    submitted_at = models.DateTimeField(_("nộp lúc"))
    received_at = models.DateTimeField(_("nhận lúc"))
    due_at = models.DateTimeField(_("hẹn trả"), null=True, blank=True)
    paused_since = models.DateTimeField(_("tạm dừng từ"), null=True, blank=True)
    paused_days = models.PositiveIntegerField(_("số ngày làm việc đã tạm dừng"), default=0)
    extended_at = models.DateTimeField(_("hẹn lại lúc"), null=True, blank=True)
    finished_at = models.DateTimeField(_("có kết quả lúc"), null=True, blank=True)
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)

    change = models.BigIntegerField()
    version = models.PositiveIntegerField(default=1)
    event_count = models.PositiveIntegerField(default=0)
    chain_head = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["client", "change"], name="dossier_changes"),
            models.Index(fields=["agency", "status", "due_at"], name="dossier_queue"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "client"],
                condition=Q(reference__isnull=False),
                name="one_dossier_per_reference",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_WAITING, paused_since__isnull=False)
                & Q(resume_status__isnull=False)
                | ~Q(status__in=_WAITING)
                & Q(paused_since__isnull=True, resume_status__isnull=True),
                name="clock_paused_while_waiting",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_FINISHED, finished_at__isnull=False)
                | ~Q(status__in=_FINISHED) & Q(finished_at__isnull=True),
                name="finished_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def standing(self) -> DossierStatus:
        """``status`` as the enum, with what it may become."""
        return DossierStatus(self.status)


class Supplement(models.Model):
    """What an applicant handed in later; ``data`` are answers added or corrected."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="supplements")
    request = models.ForeignKey(
        "PaperRequest", on_delete=models.PROTECT, null=True, related_name="supplements"
    )
    note = models.TextField(_("lời nhắn"), blank=True)
    data = models.JSONField(default=dict)
    received_at = models.DateTimeField(_("nhận lúc"))

    class Meta:
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.received_at:%Y-%m-%d}"


class DossierAttachment(models.Model):
    """A paper of a dossier, or (``is_result``) its result. ``role``: which required paper it is."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="attachments")
    supplement = models.ForeignKey(
        Supplement, on_delete=models.CASCADE, null=True, related_name="attachments"
    )
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("giấy tờ"), max_length=500, blank=True)
    filename = models.CharField(_("tên tệp"), max_length=255)
    is_result = models.BooleanField(_("là kết quả"), default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.filename
