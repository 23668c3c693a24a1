"""What the backend tells is recorded once, in any order, and a missed reading heals itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from submissions.backends.protocol import (
    AskedFor,
    BackendError,
    Changes,
    DossierState,
    TimelineEvent,
)
from submissions.models import BackendCursor, Notice, StatusEvent, Submission
from submissions.recording import record_status
from submissions.vocabulary import DeliveryState, DossierStatus
from tests.submissions.making import APPLICANT, make_submission

BEGIN = datetime(2026, 11, 24, 1, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 10, tzinfo=UTC)
CODE = "H49.22-261123-0017"
pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return make_submission(contact={"email": APPLICANT["email"]})


def step(number: int, status: int) -> TimelineEvent:
    return TimelineEvent(str(number), status, BEGIN + timedelta(hours=number), f"note {number}")


ASKED = AskedFor("papers-1", "papers", BEGIN + timedelta(hours=3), "Ảnh mờ", ("Giấy chứng sinh",))
STATES = [
    DossierState(CODE, 1, timeline=(step(1, 1),), due_at=DUE),
    DossierState(CODE, 2, timeline=(step(1, 1), step(2, 2)), due_at=DUE),
    DossierState(
        CODE, 5, timeline=(step(1, 1), step(2, 2), step(3, 5)), due_at=DUE, requests=(ASKED,)
    ),
]


def standing(submission: Submission) -> tuple:
    submission.refresh_from_db()
    events = list(submission.events.values_list("backend_id", "status"))
    return submission.status, submission.clock_paused, submission.due_at, events


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (2, 2, 2), (1, 2, 0), (2,)])
def test_any_order_and_any_repeat_come_to_the_same(submission, order):
    for number in order:
        record_status(STATES[number])
    assert standing(submission) == (5, True, DUE, [("1", 1), ("2", 2), ("3", 5)])
    request = submission.requests.get()
    assert (request.items, request.closed_at) == (["Giấy chứng sinh"], None)
    assert Notice.objects.filter(cause=f"request:{submission.pk}:papers-1").count() == 1


def test_a_dossier_of_somebody_else_is_not_ours(submission):
    assert record_status(DossierState("H49.22-261123-9999", 2)) is None


def test_the_feed_may_tell_the_code_before_the_delivery_is_answered():
    submission = make_submission("QN-0002", dossier_code=None, delivered_at=None)
    record_status(DossierState("H49.22-261124-0003", 1, reference="QN-0002"))
    submission.refresh_from_db()
    assert submission.dossier_code == "H49.22-261124-0003"


@pytest.mark.parametrize("status", [3, 7, 8, 10])
def test_the_end_is_dated_by_its_step(submission, status):
    record_status(DossierState(CODE, status, timeline=(step(1, 1), step(2, status))))
    submission.refresh_from_db()
    assert submission.ended_at == BEGIN + timedelta(hours=2)


def test_an_answer_on_its_way_is_not_forgotten(submission):
    record_status(STATES[2])
    submission.requests.update(answered_at=BEGIN)
    record_status(STATES[2])
    assert submission.requests.get().answered_at == BEGIN


def test_pages_are_read_to_the_end_and_the_place_is_kept(relay, backend, submission):
    backend.pages.extend(
        [Changes((STATES[0],), "7", has_more=True), Changes((STATES[1],), "9", has_more=False)]
    )
    relay.run_once()
    assert backend.asked == ["", "7", "9"]
    place = BackendCursor.objects.get(name="dossiers")
    assert (place.cursor, place.reason) == ("9", "")
    submission.refresh_from_db()
    assert submission.status == DossierStatus.ACCEPTED


def test_a_reading_that_fails_is_told_and_made_up_for(relay, backend, submission):
    backend.fail(BackendError("no_answer ConnectError", unwell=True))
    relay.run_once()
    place = BackendCursor.objects.get(name="dossiers")
    assert (place.cursor, place.reason) == ("", "no_answer ConnectError")
    backend.pages.append(Changes((STATES[2],), "9", has_more=False))
    relay.run_once()
    assert StatusEvent.objects.count() == 3
    place.refresh_from_db()
    assert (place.failed_at, place.reason) == (None, "")


def test_a_backend_that_was_set_up_anew_is_read_from_the_beginning(relay, backend):
    BackendCursor.objects.create(name="dossiers", cursor="999")
    backend.fail(BackendError("http_410 unknown_cursor", permanent=True, status=410, code="x"))
    relay.run_once()
    relay.run_once()
    assert backend.asked == ["999", ""]


def test_a_change_is_told_by_mail_once(relay, backend, submission):
    backend.pages.append(Changes((STATES[1],), "9", has_more=False))
    relay.run_once()
    backend.pages.append(Changes((STATES[1],), "9", has_more=False))
    relay.run_once()
    (sent,) = mail.outbox
    assert sent.subject == f"Đã tiếp nhận: hồ sơ {CODE}"
    assert f"/tra-cuu-ho-so/?ma={submission.reference}" in sent.body
    assert APPLICANT["full_name"] not in sent.body
    notice = Notice.objects.get()
    assert (notice.state, notice.payload) == (DeliveryState.DELIVERED, None)


def test_who_reads_english_is_told_in_english(relay, backend):
    make_submission(contact={"email": APPLICANT["email"]}, language="en")
    backend.pages.append(Changes((STATES[2],), "9", has_more=False))
    relay.run_once()
    (sent,) = mail.outbox
    assert "/en/tra-cuu-ho-so/" in sent.body
    assert "Chào bạn" not in sent.body


def test_a_change_that_cannot_be_recorded_does_not_stop_the_feed(relay, backend, submission):
    nonsense = DossierState(CODE, 2, timeline=(TimelineEvent("x" * 40, 99, BEGIN),))
    broken = DossierState(CODE, 99, timeline=nonsense.timeline)
    backend.pages.append(Changes((broken, STATES[1]), "9", has_more=False))
    relay.run_once()
    assert BackendCursor.objects.get(name="dossiers").cursor == "9"
    submission.refresh_from_db()
    assert submission.status == DossierStatus.ACCEPTED
