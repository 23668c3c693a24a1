"""Long work that the worker does row by row, and that can be cut off anywhere and begun again.

A run is claimed by a lease: who holds its token works on it, renews it with every chunk, and loses it
when another takes over after it ran out. What is done of it is told by its rows alone.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """How far a run is. Not every kind of run passes through every state."""

    WAITING = "waiting", _("Đang chờ bắt đầu")
    READING = "reading", _("Đang đọc và so sánh")
    READY = "ready", _("Chờ bạn quyết định")
    SCHEDULED = "scheduled", _("Đã hẹn ngày")
    APPLYING = "applying", _("Đang thực hiện")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không làm được")
    CANCELLED = "cancelled", _("Đã huỷ")


#: States in which a worker should be at it.
WORKING = (RunState.WAITING, RunState.READING, RunState.APPLYING)


class RowState(models.TextChoices):
    """What became of one row."""

    PENDING = "pending", _("chưa làm")
    DONE = "done", _("đã làm")
    CONFLICT = "conflict", _("xung đột")
    FAILED = "failed", _("không làm được")


class Run(models.Model):
    """Who asked for it, how far it is, who is at it."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người làm"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("lúc"), auto_now_add=True, db_index=True)
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=RunState, default=RunState.WAITING, db_index=True
    )
    problem = models.TextField(_("vì sao không làm được"), blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]

    @property
    def working(self) -> bool:
        """Whether a worker is, or should be, at it."""
        return self.state in WORKING

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0


class RunRow(models.Model):
    """One row of work. ``note`` says why it was not done."""

    number = models.PositiveIntegerField(_("dòng"))
    code = models.CharField(_("mã thủ tục"), max_length=40, blank=True)
    name = models.CharField(_("tên"), max_length=500, blank=True)
    state = models.CharField(
        _("kết quả"), max_length=10, choices=RowState, default=RowState.PENDING
    )
    note = models.TextField(_("ghi chú"), blank=True)
    page = models.ForeignKey(
        "services_catalogue.ServicePage", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["number", "pk"]
