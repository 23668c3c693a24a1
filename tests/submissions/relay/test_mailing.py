"""Mails in waiting: sent once, tried again, given up aloud; secrets do not outlive the sending."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from submissions.models import BackendCursor, Notice, OutboxEntry
from submissions.notices import queue_mail
from submissions.relay import mailing
from submissions.relay.alarms import raise_alarms
from submissions.relay.mailing import send_due_mails
from submissions.vocabulary import DeliveryState, NoticeKind

pytestmark = pytest.mark.django_db


def queue(cause: str = "resume:1", to: str = "thu.nghiem@example.org") -> Notice | None:
    return queue_mail(
        kind=NoticeKind.RESUME, cause=cause, to=[to], subject="Bản\nnháp", text="secret link"
    )


def test_a_mail_goes_once_and_leaves_nothing_behind():
    assert queue()
    assert queue() is None
    assert (send_due_mails(), send_due_mails()) == (1, 0)
    assert mail.outbox[0].subject == "Bản nháp"
    notice = Notice.objects.get()
    assert (notice.state, notice.payload, notice.attempts) == (DeliveryState.DELIVERED, None, 1)


def test_nobody_to_write_to_is_no_mail():
    assert queue(to="") is None


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (SMTPServerDisconnected("thu.nghiem@example.org"), "waiting", "SMTPServerDisconnected"),
        (ConnectionRefusedError("smtp"), "waiting", "ConnectionRefusedError"),
        (
            SMTPRecipientsRefused({"thu.nghiem@example.org": (550, b"no such user")}),
            "parked",
            "SMTPRecipientsRefused",
        ),
        (
            SMTPRecipientsRefused({"thu.nghiem@example.org": (450, b"busy")}),
            "waiting",
            "SMTPRecipientsRefused",
        ),
    ],
)
def test_what_the_mail_server_says_decides(monkeypatch, error, state, reason):
    queue()
    queue("resume:2")

    def send(notice, real=mailing._send):
        if notice.cause == "resume:1":
            raise error
        real(notice)

    monkeypatch.setattr(mailing, "_send", send)
    assert send_due_mails() == 1
    notice = Notice.objects.get(cause="resume:1")
    assert (notice.state, notice.reason) == (state, reason)


def test_a_mail_held_by_another_relay_is_left_alone():
    queue()
    Notice.objects.update(next_attempt_at=timezone.now() + mailing.HOLD)
    assert send_due_mails() == 0


def test_operators_hear_once_of_parked_entries_and_again_the_next_day(waiting, settings):
    settings.OPERATOR_EMAILS = ["van-hanh@example.org"]
    waiting()
    raise_alarms()
    assert not Notice.objects.exists()
    OutboxEntry.objects.update(state=DeliveryState.PARKED)
    raise_alarms()
    raise_alarms()
    assert send_due_mails() == 1
    assert mail.outbox[0].to == ["van-hanh@example.org"]
    assert "/quan-tri/" in mail.outbox[0].body
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        raise_alarms()
        assert send_due_mails() == 1
    OutboxEntry.objects.update(state=DeliveryState.DELIVERED)
    raise_alarms()
    assert BackendCursor.objects.get(name="alarm-parked").failed_at is None


def test_operators_hear_of_what_waits_too_long(waiting, settings):
    settings.OPERATOR_EMAILS = ["van-hanh@example.org"]
    waiting()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        raise_alarms()
        raise_alarms()
    assert Notice.objects.filter(kind=NoticeKind.OPERATOR).count() == 1
