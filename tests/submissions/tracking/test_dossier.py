"""The page of a dossier: what happened, what comes next, and what the applicant can do."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from submissions.models import OfficerRequest
from submissions.tracking.feed import feed_token
from submissions.tracking.standing import standing
from submissions.vocabulary import DeliveryKind, DossierStatus, RequestKind
from tests.submissions.making import PHONE_DIGITS, add_event, make_submission

PAGE = "/tra-cuu-ho-so/"
DOSSIER = f"{PAGE}QN-7K4M-93XD-6/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


@pytest.fixture
def submission():
    return make_submission()


@pytest.fixture
def applicant(submission) -> Client:
    client = Client()
    client.post(PAGE, {"code": submission.reference, "digits": PHONE_DIGITS})
    return client


def test_who_has_proved_nothing_is_asked_first(visitor, submission):
    answer = visitor.get(DOSSIER)
    assert answer.status_code == 302
    assert answer["Location"] == f"{PAGE}?ma=QN-7K4M-93XD-6"


def test_leave_to_look_ends_after_an_hour_and_when_the_dossier_is_closed(applicant):
    assert applicant.get(DOSSIER).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=5)):
        assert applicant.get(DOSSIER).status_code == 302
    applicant.post(f"{PAGE}dong/")
    assert applicant.get(DOSSIER).status_code == 302


def test_proof_for_one_dossier_does_not_open_another(applicant):
    make_submission("QN-AAAA-BBB2-P", dossier_code="H49.22-261123-0018")
    assert applicant.get(f"{PAGE}QN-AAAA-BBB2-P/").status_code == 302


def test_the_leave_reaches_these_pages_only_and_both_languages(visitor, submission):
    answer = visitor.post(PAGE, {"code": submission.reference, "digits": PHONE_DIGITS})
    assert {morsel["path"] for morsel in answer.cookies.values()} == {PAGE, f"/en{PAGE}"}
    assert all(morsel["httponly"] for morsel in answer.cookies.values())


def test_a_cookie_made_up_opens_nothing(visitor, submission):
    visitor.cookies["ho-so-vi"] = '["QN-7K4M-93XD-6"]'
    assert visitor.get(DOSSIER).status_code == 302


def test_the_page_is_kept_nowhere_and_names_nobody(applicant):
    answer = applicant.get(DOSSIER)
    assert "no-store" in answer["Cache-Control"]
    assert "X-Page-Cache" not in answer
    for secret in ("Thử Nghiệm", "0912", "022190004412", "example.org"):
        assert secret not in answer.text


@pytest.mark.parametrize("status", DossierStatus)
def test_every_status_says_what_comes_next(submission, status):
    add_event(submission, status)
    state = standing(submission, timezone.now())
    assert state.headline == status.label
    assert state.next_step
    assert sum(stage.state in ("now", "waiting") for stage in state.stages) <= 1
    assert state.may_withdraw == (status.value in (1, 2, 4, 5, 6))


def test_before_the_backend_has_it_the_page_says_so(applicant, submission):
    submission.delivered_at = submission.dossier_code = None
    submission.save()
    page = applicant.get(DOSSIER).text
    assert "Cổng đang chuyển hồ sơ" in page
    assert "Rút hồ sơ này" not in page


def test_a_paused_clock_and_the_request_are_shown(applicant, submission):
    add_event(submission, DossierStatus.WAITING_PAPERS)
    submission.clock_paused = True
    submission.save()
    OfficerRequest.objects.create(
        submission=submission,
        backend_id="1",
        kind=RequestKind.PAPERS,
        reason="Ảnh giấy chứng sinh bị mờ.",
        items=["Giấy chứng sinh"],
        asked_at=timezone.now(),
    )
    page = applicant.get(DOSSIER).text
    assert "đang tạm dừng, chờ bạn" in page
    assert "Ảnh giấy chứng sinh bị mờ." in page


def test_a_missed_due_date_is_admitted(applicant, submission):
    submission.due_at = timezone.now() - timedelta(days=1)
    submission.save()
    add_event(submission, DossierStatus.PROCESSING)
    assert "quá hẹn" in applicant.get(DOSSIER).text


def test_withdrawing_asks_first_and_happens_once(applicant, submission):
    assert "Rút hồ sơ này?" in applicant.get(f"{DOSSIER}rut/").text
    for _click in range(2):
        answer = applicant.post(f"{DOSSIER}rut/", {"reason": "Nộp nhầm"})
        assert answer.status_code == 303
    entry = submission.deliveries.get()
    assert (entry.kind, entry.payload) == (DeliveryKind.WITHDRAWAL, {"reason": "Nộp nhầm"})
    assert "Bạn đã yêu cầu rút hồ sơ" in applicant.get(DOSSIER).text


def test_what_is_decided_cannot_be_withdrawn(applicant, submission):
    add_event(submission, DossierStatus.FINISHED)
    applicant.post(f"{DOSSIER}rut/", {})
    assert not submission.deliveries.exists()


def test_the_feed_needs_its_secret(visitor, submission):
    add_event(submission, DossierStatus.ACCEPTED, note="Ghi chú riêng")
    address = f"{PAGE}theo-doi/QN-7K4M-93XD-6/"
    assert visitor.get(f"{address}{'0' * 32}.atom").status_code == 404
    feed = visitor.get(f"{address}{feed_token('QN-7K4M-93XD-6')}.atom")
    assert feed.status_code == 200
    assert "Đã tiếp nhận" in feed.text
    assert "Ghi chú riêng" not in feed.text
