"""What followers are written: a link to confirm, then one mail for each new version."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.addresses import absolute, local
from home.models import Subscription
from services_catalogue.models import ServicePage
from services_catalogue.versions.history import Step
from submissions.notices import queue_mail
from submissions.vocabulary import NoticeKind

#: Changes that a mail tells; the page tells all.
LINES = 20


def queue_confirmation(row: Subscription, page: ServicePage, token: str) -> None:
    """Ask whether the owner of the address wants to follow ``page``."""
    with translation.override(row.language):
        context = {
            "subject": _("Xác nhận theo dõi: %(title)s") % {"title": page.title},
            "service": page,
            "link": absolute(local(f"/theo-doi/xac-nhan/{token}/")),
        }
        _queue(row, f"ask:{row.asked_at:%Y%m%d%H%M%S}", "confirm", context)


def queue_change(row: Subscription, step: Step, end_token: str) -> None:
    """Tell of one version; the same version is never told twice."""
    version = step.version
    with translation.override(row.language):
        day = date_format(version.valid_from, "SHORT_DATE_FORMAT")
        context = {
            "subject": _("Có thay đổi từ %(day)s: %(title)s")
            % {"day": day, "title": version.title},
            "version": version,
            "day": day,
            "changes": step.changes[:LINES],
            "more": max(0, len(step.changes) - LINES),
            "link": absolute(local(f"/dv/{version.code}/thay-doi/")),
        }
        queue_to(row, str(version.number), "change", context, end_token)


def queue_to(
    row: Subscription, cause: str, name: str, context: dict[str, Any], end_token: str
) -> None:
    """Queue one mail to a follower, once a ``cause``, with the link that ends it."""
    ending = absolute(local(f"/theo-doi/thoi/{end_token}/"))
    headers = {
        # RFC 8058: mail programs end it with one POST, without opening a page.
        "List-Unsubscribe": f"<{ending}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    _queue(row, cause, name, context | {"ending": ending}, headers)


def _queue(
    row: Subscription,
    cause: str,
    name: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> None:
    queue_mail(
        kind=NoticeKind.FOLLOWER,
        cause=f"follow:{row.pk}:{cause}",
        to=[row.email],
        subject=context["subject"],
        text=render_to_string(f"home/mails/{name}.txt", context),
        html=render_to_string(f"home/mails/{name}.html", context),
        headers=headers,
    )
