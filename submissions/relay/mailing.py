"""Sends the mails in waiting, each with attempts of its own."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from submissions.encryption import CannotOpen
from submissions.models import Notice
from submissions.relay.timing import due, wait_before
from submissions.vocabulary import DeliveryState

log = structlog.get_logger(__name__)

#: Attempts (about two days) after which a mail is given up and shown to the operators.
MOST_ATTEMPTS = 25
#: How long a mail is held by whoever tries it.
HOLD = timedelta(minutes=2)


def send_due_mails(limit: int = 50) -> int:
    """Send what is due; answers how many went out.

    A mail is claimed by moving its next attempt ahead, so that two relays do not send it together;
    one that is killed between sending and writing it down sends it again: better twice than never.
    """
    now, sent = timezone.now(), 0
    waiting = Notice.objects.filter(due(now), state=DeliveryState.WAITING)
    rows = waiting.order_by("next_attempt_at").values_list("pk", "next_attempt_at", "attempts")
    for pk, scheduled, attempts in rows[:limit]:
        mine = Notice.objects.filter(
            pk=pk, state=DeliveryState.WAITING, next_attempt_at=scheduled
        ).update(next_attempt_at=timezone.now() + HOLD, attempts=attempts + 1)
        if mine:
            sent += _try(pk, attempts + 1)
    return sent


def _try(pk: int, attempts: int) -> bool:
    row = Notice.objects.filter(pk=pk)
    try:
        _send(row.get())
    except CannotOpen:
        return _park(pk, "sealed_with_a_key_we_lack")
    except Exception as error:  # whatever the mail server does, the next mail must still go
        reason = _reason(error)
        if _is_final(error) or attempts >= MOST_ATTEMPTS:
            return _park(pk, reason)
        again = timezone.now() + timedelta(seconds=5 * wait_before(attempts))
        row.update(next_attempt_at=again, reason=reason)
        log.warning("mail_postponed", notice=pk, reason=reason, attempts=attempts)
        return False
    # Links in mails are secrets: nothing of the mail stays.
    row.update(state=DeliveryState.DELIVERED, sent_at=timezone.now(), payload=None, reason="")
    return True


def _send(notice: Notice) -> None:
    content = notice.payload or {}
    mail = EmailMultiAlternatives(
        subject=content["subject"],
        body=content["text"],
        to=content["to"],
        headers={"Auto-Submitted": "auto-generated", **content.get("headers", {})},
        connection=get_connection(),
    )
    if content.get("html"):
        mail.attach_alternative(content["html"], "text/html")
    mail.send()


def _park(pk: int, reason: str) -> bool:
    Notice.objects.filter(pk=pk).update(state=DeliveryState.PARKED, reason=reason, payload=None)
    log.error("mail_parked", notice=pk, reason=reason)
    return False


def _is_final(error: Exception) -> bool:
    """The server says that this mail will never go (RFC 5321: 5yz), or it cannot be written."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return error.smtp_code in {550, 551, 553, 554}
    return isinstance(error, KeyError | ValueError)


def _reason(error: Exception) -> str:
    """Kind and number only: servers quote addresses."""
    number = getattr(error, "smtp_code", "") if isinstance(error, SMTPException) else ""
    return f"{type(error).__name__} {number}".strip()
