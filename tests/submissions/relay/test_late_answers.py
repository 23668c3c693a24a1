"""A withdrawal or a paper that the office no longer takes: the applicant is told, once."""

from __future__ import annotations

import pytest
from django.core import mail

from submissions.backends.protocol import BackendError
from submissions.models import Notice, OutboxEntry
from submissions.tracking.answers import refused_answers
from submissions.vocabulary import DeliveryKind, DeliveryState, NoticeKind
from tests.submissions.making import make_submission

pytestmark = pytest.mark.django_db


def hand_in(relay, backend, kind: str, error: BackendError) -> OutboxEntry:
    submission = make_submission(contact={"email": "thu@example.org", "language": "vi"})
    entry = OutboxEntry.objects.create(submission=submission, kind=kind, payload={"reason": "x"})
    backend.fail(error)
    relay.run_once()
    entry.refresh_from_db()
    return entry


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DeliveryKind.WITHDRAWAL, "Yêu cầu rút hồ sơ đến quá muộn"),
        (DeliveryKind.SUPPLEMENT, "Giấy tờ bổ sung đến quá muộn"),
    ],
)
def test_too_late_is_told_by_mail_and_on_the_page(relay, backend, kind, words):
    late = BackendError("http_409 not-allowed-now", permanent=True, status=409)
    entry = hand_in(relay, backend, kind, late)
    assert entry.state == DeliveryState.PARKED
    relay.run_once()
    (sent,) = mail.outbox
    assert words in sent.subject
    assert "Thử Nghiệm" not in sent.body
    (shown,) = refused_answers(entry.submission)
    assert shown["headline"] == words


def test_what_is_parked_for_our_own_mistake_is_not_called_late(relay, backend):
    entry = hand_in(
        relay,
        backend,
        DeliveryKind.WITHDRAWAL,
        BackendError("http_422 x", permanent=True, status=422),
    )
    assert entry.state == DeliveryState.PARKED
    assert not Notice.objects.filter(kind=NoticeKind.REFUSED).exists()
    assert refused_answers(entry.submission) == []
