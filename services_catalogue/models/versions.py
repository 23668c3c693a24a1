"""What visitors were shown of a service, and what they will be shown from a day to come.

Wagtail's revisions hold more than visitors may see, and operators purge them; so what the public
history needs is kept here. See docs/decisions/versions.md.
"""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class CauseOfChange(models.Model):
    """Why a service changes and from when: told by whoever edits, kept with each revision."""

    change_cause = models.CharField(
        _("văn bản làm thay đổi"),
        max_length=255,
        blank=True,
        help_text=_("Số hiệu, chọn trong các căn cứ pháp lý của dịch vụ."),
    )
    change_note = models.TextField(
        _("điều gì thay đổi"),
        max_length=1000,
        blank=True,
        help_text=_("Không bắt buộc. Một, hai câu cho người dân; hiện ở trang “Có gì thay đổi”."),
    )
    applies_from = models.DateField(
        _("áp dụng từ ngày"),
        null=True,
        blank=True,
        help_text=_(
            "Ngày trong tương lai: bản này chờ đến ngày đó rồi tự hiện; trước đó trang báo trước "
            "sẽ thay đổi điều gì."
        ),
    )

    class Meta:
        abstract = True

    def forget_cause(self) -> None:
        """Begin a change for which nobody has said why."""
        self.change_cause = self.change_note = ""
        self.applies_from = None


class KeptState(models.Model):
    """A public state of a service with what caused it; the state is packed JSON."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    packed = models.BinaryField()
    digest = models.CharField(max_length=64)
    cause_number = models.CharField(max_length=255, blank=True)
    cause_title = models.TextField(blank=True)
    cause_url = models.URLField(max_length=1000, blank=True)
    note = models.TextField(blank=True)
    in_force_from = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def state(self) -> dict[str, Any]:
        """The state, as ``differences.differences`` takes it."""
        return json.loads(zlib.decompress(bytes(self.packed)))

    @property
    def cause(self) -> str:
        """The legal document that caused it: number and title; empty when nobody said."""
        return " ".join(filter(None, (self.cause_number, self.cause_title)))

    @staticmethod
    def pack(state: dict[str, Any]) -> bytes:
        """``state`` as it is stored; the same state gives the same bytes before packing."""
        return zlib.compress(
            json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        )


class ServiceVersion(KeptState):
    """A state that visitors were shown, numbered from 1 for each service."""

    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(default=timezone.now)
    #: The revision that was published; 0 when the record changed by another way (a renamed agency).
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("Phiên bản dịch vụ")
        ordering = ["code", "-number"]
        indexes = [models.Index(fields=["published_at"])]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="service_version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"

    @property
    def valid_from(self) -> date:
        """The day from which it holds: as stated, else the day on which it appeared."""
        return self.in_force_from or timezone.localdate(self.published_at)


class ComingVersion(KeptState):
    """The state that an approved revision will show from its day on.

    The revision's ``approved_go_live_at`` alone says whether it still will: a schedule that somebody
    cancels leaves a row that nothing reads.
    """

    revision = models.OneToOneField(
        Revision, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Phiên bản sắp áp dụng")
        indexes = [models.Index(fields=["code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.in_force_from}"
