"""Keeps start buttons honest: closed where the backend would refuse, announced where it pauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services_catalogue.models import ServicePage
from services_catalogue.starting import GateAnswer
from submissions.models import PlannedDowntime, ServiceDrift
from submissions.service_drift import SHUT

#: How long before it comes a pause is announced.
AHEAD = timedelta(days=3)


def start_gate(page: ServicePage) -> GateAnswer:
    """Two queries: is the service shut at the backend, is a pause near."""
    shut = ServiceDrift.objects.filter(
        service_code=page.code, kind__in=SHUT, resolved_at__isnull=True
    )
    if shut.exists():
        return GateAnswer(
            is_open=False,
            notice=_("Cơ quan giải quyết đang tạm dừng nhận hồ sơ này trên mạng."),
        )
    return GateAnswer(notice=downtime_notice())


def downtime_notice() -> str:
    """What to tell people about a pause that is near or on; applications are taken all the same."""
    now = timezone.now()
    pause = (
        PlannedDowntime.objects.filter(starts_at__lte=now + AHEAD, ends_at__gt=now)
        .order_by("starts_at")
        .first()
    )
    if pause is None:
        return ""
    span = {"start": _moment(pause.starts_at), "end": _moment(pause.ends_at)}
    told = _(
        "Hệ thống xử lý bảo trì từ %(start)s đến %(end)s. Bạn vẫn nộp được; "
        "hồ sơ sẽ được chuyển ngay khi hệ thống hoạt động lại."
    )
    return " ".join(filter(None, [told % span, pause.message]))


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "H:i d/m/Y")
