"""What followers are written besides what changed: announced, called off, taken down, replaced."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.addresses import absolute, local
from home.models import Announcement, Subscription
from home.subscriptions.mails import LINES, queue_to
from services_catalogue.versions.history import Announced
from services_catalogue.versions.standing import Standing


def queue_standing(row: Subscription, now: Standing, end_token: str) -> None:
    """Tell that the service was taken down, replaced, or is offered as before; and the way on."""
    with translation.override(row.language):
        context = _about(now.code, now.title)
        if now.gone:
            context["subject"] = _("Không còn trên cổng: %(title)s")
            context["lines"] = [_("Dịch vụ bạn theo dõi đã được gỡ khỏi cổng.")]
            context["link_text"] = _("Xem cổng nói gì về dịch vụ này")
        elif now.ordinary:
            context["subject"] = _("Dịch vụ lại có trên cổng: %(title)s")
            context["lines"] = [_("Dịch vụ bạn theo dõi lại được cung cấp như thường.")]
            context["link_text"] = _("Xem dịch vụ")
        else:
            context["subject"] = _("Được thay bằng dịch vụ khác: %(title)s")
            context["lines"] = [_("Dịch vụ bạn theo dõi được thay bằng một dịch vụ khác.")]
            context["link_text"] = _("Xem dịch vụ")
        if now.way_on is not None:
            way_on = now.way_on
            context["lines"].append(_("Từ nay bạn dùng dịch vụ này:"))
            context["instead"] = way_on
            context["link"] = absolute(local(f"/dv/{way_on.code}"))
            context["link_text"] = _("Xem dịch vụ thay thế")
            context["follow"] = absolute(local(f"/dv/{way_on.code}/theo-doi/"))
        queue_to(row, f"standing:{now.position}", "news", _titled(context), end_token)


def queue_announcement(
    row: Subscription, told: Announcement, coming: Announced, end_token: str
) -> None:
    """Tell what will change on a day to come; on that day itself comes another mail."""
    with translation.override(row.language):
        day = date_format(told.day, "SHORT_DATE_FORMAT")
        context = _about(told.code, coming.version.title) | {
            "subject": _("Sắp thay đổi từ %(day)s: %(title)s"),
            "day": day,
            "lines": [
                _("Dịch vụ bạn theo dõi sẽ thay đổi từ %(day)s.") % {"day": day},
                _("Đến hôm đó vẫn làm như cũ."),
            ],
            "cause": coming.version.cause,
            "note": coming.version.note,
            "changes": coming.changes[:LINES],
            "more": max(0, len(coming.changes) - LINES),
            "link": absolute(local(f"/dv/{told.code}/thay-doi/")),
            "link_text": _("Xem đầy đủ"),
        }
        queue_to(row, f"coming:{told.pk}", "news", _titled(context), end_token)


def queue_called_off(row: Subscription, off: Announcement, end_token: str) -> None:
    """Take back what was announced."""
    with translation.override(row.language):
        day = date_format(off.day, "SHORT_DATE_FORMAT")
        context = _about(off.code, off.title) | {
            "subject": _("Không thay đổi từ %(day)s nữa: %(title)s"),
            "day": day,
            "lines": [
                _("Thay đổi báo trước cho %(day)s không được áp dụng nữa.") % {"day": day},
                _("Bạn vẫn làm như trang dịch vụ đang nói."),
            ],
        }
        queue_to(row, f"off:{off.pk}", "news", _titled(context), end_token)


def _about(code: str, title: str) -> dict[str, Any]:
    return {
        "code": code,
        "title": title,
        "link": absolute(local(f"/dv/{code}")),
        "link_text": _("Xem dịch vụ"),
    }


def _titled(context: dict[str, Any]) -> dict[str, Any]:
    """The subject with what it names: the day where there is one, and the service."""
    named = {"title": context["title"], "day": context.get("day", "")}
    return context | {"subject": context["subject"] % named}
