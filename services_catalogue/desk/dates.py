"""Days as people say them on the desk: hôm nay, hôm qua, 12/11/2026."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def on_day(day: date | datetime) -> str:
    """``day`` in words, in the local time zone."""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    away = (day - timezone.localdate()).days
    near = {0: _("hôm nay"), -1: _("hôm qua"), 1: _("ngày mai")}
    return near.get(away) or date_format(day, "SHORT_DATE_FORMAT")
