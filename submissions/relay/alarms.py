"""Tells the operators when a person is needed: once when it begins, again each day it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import absolute
from submissions.models import BackendCursor, OutboxEntry
from submissions.notices import queue_mail
from submissions.vocabulary import DeliveryState, NoticeKind

#: Nothing should wait longer for its delivery.
PATIENCE = timedelta(minutes=15)
_AGAIN = timedelta(days=1)
REPORT = "/quan-tri/bao-cao/chuyen-ho-so/"


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the outbox stands. ``oldest``: since when the longest waiting entry waits."""

    waiting: int
    parked: int
    oldest: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether something has waited too long."""
        return self.oldest is not None and now - self.oldest > PATIENCE


def outbox_state() -> OutboxState:
    """Count what has not arrived yet; three small queries over an index."""
    waiting = OutboxEntry.objects.filter(state=DeliveryState.WAITING)
    return OutboxState(
        waiting=waiting.count(),
        parked=OutboxEntry.objects.filter(state=DeliveryState.PARKED).count(),
        oldest=waiting.order_by("created_at").values_list("created_at", flat=True).first(),
    )


def raise_alarms(now: datetime | None = None) -> None:
    """Mail OPERATOR_EMAILS about parked and late entries; quiet when the trouble is known."""
    now = now or timezone.now()
    state = outbox_state()
    _alarm("alarm-parked", state.parked > 0, now, lambda: _parked_text(state.parked))
    _alarm("alarm-late", state.is_late(now), now, lambda: _late_text(state, now))


def _alarm(name: str, on: bool, now: datetime, text: Callable[[], tuple[str, str]]) -> None:
    """One alarm: ``failed_at`` of its row says when it last rang, empty while all is well."""
    row = BackendCursor.objects.filter(name=name)
    if not on:
        row.filter(failed_at__isnull=False).update(failed_at=None)
        return
    BackendCursor.objects.get_or_create(name=name)
    quiet = Q(failed_at__isnull=True) | Q(failed_at__lte=now - _AGAIN) | Q(failed_at__gt=now)
    # Only one of several relays gets to ring.
    if row.filter(quiet).update(failed_at=now):
        subject, body = text()
        queue_mail(
            kind=NoticeKind.OPERATOR,
            cause=f"{name}:{now.isoformat()}",
            to=settings.OPERATOR_EMAILS,
            subject=subject,
            text=f"{body}\n\n{absolute(REPORT)}\n",
        )


def _parked_text(parked: int) -> tuple[str, str]:
    subject = ngettext(
        "%(count)s hồ sơ dừng lại, cần người xem",
        "%(count)s hồ sơ dừng lại, cần người xem",
        parked,
    ) % {"count": parked}
    return subject, _(
        "Hệ thống xử lý không nhận các việc này và thử lại cũng không giúp được. "
        "Lý do của từng việc có trong báo cáo Chuyển hồ sơ."
    )


def _late_text(state: OutboxState, now: datetime) -> tuple[str, str]:
    minutes = int((now - (state.oldest or now)).total_seconds() // 60)
    subject = _("Hồ sơ chờ chuyển đã %(minutes)s phút") % {"minutes": minutes}
    return subject, _(
        "%(count)s việc đang chờ chuyển tới hệ thống xử lý. Không hồ sơ nào mất; "
        "cổng sẽ chuyển tiếp khi hệ thống xử lý trả lời."
    ) % {"count": state.waiting}
