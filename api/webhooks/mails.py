"""Mails to the owner of an endpoint: the link that lets him in, and what went wrong for long."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from api.models import State, WebhookSubscription
from api.webhooks import links
from submissions.notices import queue_mail
from submissions.vocabulary import NoticeKind


def mail_link(subscription: WebhookSubscription) -> None:
    """The link to the page of the endpoint."""
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    with translation.override(_language(subscription)):
        subject = _("Webhook tới %(host)s") % {"host": subscription.host}
        if subscription.state == State.UNCONFIRMED:
            subject = _("Xác nhận webhook tới %(host)s") % {"host": subscription.host}
        _queue(subscription, f"link:{moment}", subject, "api/mails/webhook_link.txt", {})


def mail_trouble(subscription: WebhookSubscription, stopped: State | None, since: datetime) -> None:
    """It has failed for a day (``stopped`` is None), or nothing more is sent, and what helps."""
    with translation.override(_language(subscription)):
        subject = _("Webhook tới %(host)s đang lỗi") % {"host": subscription.host}
        if stopped:
            subject = _("Đã ngừng webhook tới %(host)s") % {"host": subscription.host}
        _queue(
            subscription,
            f"{stopped or 'failing'}:{since:%Y%m%d%H%M%S}",
            subject,
            "api/mails/webhook_trouble.txt",
            {"stopped": stopped, "gone": stopped == State.GONE, "since": since},
        )


def _language(subscription: WebhookSubscription) -> str:
    return str((subscription.owner or {}).get("language") or "vi")


def _queue(
    subscription: WebhookSubscription,
    cause: str,
    subject: str,
    template: str,
    context: dict[str, object],
) -> None:
    link = links.link_for(subscription, _language(subscription))
    text = render_to_string(template, {"subscription": subscription, "link": link, **context})
    queue_mail(
        kind=NoticeKind.SUBSCRIBER,
        cause=f"webhook:{subscription.pk}:{cause}",
        to=[(subscription.owner or {}).get("email", "")],
        subject=subject,
        text=text,
    )
