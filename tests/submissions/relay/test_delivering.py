"""From the outbox to the backend: once, whole, and without losing anything on the way."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from submissions.backends.protocol import BackendError, TakenDossier
from submissions.models import OutboxEntry, Submission
from submissions.relay.running import Relay
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind, DeliveryState
from tests.submissions.making import make_submission
from tests.submissions.relay.conftest import attach

DOWN = BackendError("no_answer ConnectError", unwell=True)
LOST = BackendError("no_answer ReadTimeout", unwell=True)


def later(**span) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**span), tick=True)


def test_a_dossier_arrives_with_its_files(relay, backend, waiting):
    entry = waiting(files=(b"photo one", b"photo two"))
    assert relay.run_once()["delivered"] == 1
    (code, dossier), *_ = backend.dossiers.items()
    submission = Submission.objects.get()
    assert submission.dossier_code == code
    assert submission.delivered_at
    assert dossier["reference"] == "QN-0001"
    assert dossier["applicant"] == submission.payload["applicant"]
    assert dossier["form"]["answers"] == submission.payload.get("in_words", [])
    assert [one["filename"] for one in dossier["attachments"]] == ["ảnh chụp.jpg"] * 2
    assert sorted(backend.files.values()) == [b"photo one", b"photo two"]
    entry.refresh_from_db()
    assert (entry.state, entry.attempts, entry.claimed_until) == (DeliveryState.DELIVERED, 1, None)


def test_an_answer_that_got_lost_doubles_nothing(relay, backend, waiting):
    waiting(files=(b"photo",))
    backend.fail(LOST, before=False)
    assert relay.run_once()["postponed"] == 1
    with later(minutes=5):
        assert relay.run_once()["delivered"] == 1
    assert len(backend.dossiers) == 1
    assert backend.uploads == 1  # what had arrived did not travel again


def test_nothing_is_tried_before_its_time(relay, backend, waiting):
    entry = waiting()
    backend.fail(BackendError("http_503", unwell=True, retry_after=300))
    relay.run_once()
    entry.refresh_from_db()
    assert entry.next_attempt_at >= timezone.now() + timedelta(seconds=295)
    assert entry.reason == "http_503"
    with later(seconds=290):
        assert relay.run_once()["delivered"] == 0
    with later(seconds=340):
        assert relay.run_once()["delivered"] == 1


def test_what_can_never_help_is_parked_at_once(relay, backend, waiting):
    entry = waiting()
    waiting("QN-0002")
    backend.fail(BackendError("http_422 service_closed", permanent=True, status=422))
    done = relay.run_once()
    assert (done["parked"], done["delivered"]) == (1, 1)
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (DeliveryState.PARKED, "http_422 service_closed")


@pytest.mark.parametrize(("others_arrive", "state"), [(True, "parked"), (False, "waiting")])
def test_poison_is_parked_but_an_outage_parks_nothing(
    relay, backend, waiting, settings, others_arrive, state
):
    entry = waiting()
    OutboxEntry.objects.update(attempts=settings.RELAY_PARK_ATTEMPTS - 1)
    if others_arrive:
        make_submission("QN-0002", dossier_code="H49.22-261124-0099").deliveries.create(
            kind=DeliveryKind.DOSSIER,
            state=DeliveryState.DELIVERED,
            delivered_at=timezone.now(),
        )
    backend.fail(BackendError("http_500", status=500))
    relay.run_once()
    entry.refresh_from_db()
    assert entry.state == state


def test_a_backend_that_is_down_is_left_in_peace(relay, backend, waiting):
    for number in range(20):
        waiting(f"QN-{number:04d}")
    backend.fail(DOWN, times=100)
    relay.run_once()
    assert len(backend.mishaps) == 95
    assert relay.breaker.is_open
    assert OutboxEntry.objects.filter(claimed_until__isnull=False).count() == 0


def test_a_file_that_is_gone_or_damaged_is_for_a_person(relay, waiting):
    gone = waiting(files=(b"one",))
    damaged = waiting("QN-0002", files=(b"two",))
    sealed_files.remove(gone.submission.attachments.get().pk)
    sealed_files.keep(damaged.submission.attachments.get().pk, b"changed")
    relay.run_once()
    reasons = OutboxEntry.objects.filter(state=DeliveryState.PARKED).values_list(
        "reason", flat=True
    )
    assert set(reasons) == {"file_is_gone", "file_is_damaged"}


def test_a_key_that_is_missing_parks_its_entry_only(relay, backend, waiting, settings):
    lost = waiting()
    settings.SUBMISSION_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    waiting("QN-0002")
    assert relay.run_once()["delivered"] == 1
    assert OutboxEntry.objects.filter(pk=lost.pk).values_list("state", "reason").get() == (
        DeliveryState.PARKED,
        "sealed_with_a_key_we_lack",
    )


def test_a_code_given_twice_overwrites_nobody(relay, backend, waiting, monkeypatch):
    make_submission("QN-0009", dossier_code="H49.22-261124-0001")
    entry = waiting()
    monkeypatch.setattr(
        backend, "take_dossier", lambda *_a, **_k: TakenDossier("H49.22-261124-0001", 1)
    )
    relay.run_once()
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (DeliveryState.PARKED, "dossier_code_is_taken")


def test_answers_wait_for_their_dossier_and_bring_their_own_files(relay, backend, waiting):
    dossier = waiting(files=(b"first",))
    submission = dossier.submission
    extra = attach(submission, b"asked for", "Giấy chứng sinh")
    OutboxEntry.objects.create(
        submission=submission,
        kind=DeliveryKind.SUPPLEMENT,
        payload={"request_id": "papers-4", "note": "đây", "attachments": [str(extra.pk)]},
    )
    OutboxEntry.objects.create(
        submission=submission, kind=DeliveryKind.WITHDRAWAL, payload={"reason": "nhầm"}
    )
    backend.fail(BackendError("http_500"))
    relay.run_once()
    assert not backend.supplements
    with later(minutes=5):
        relay.run_once()
    (code, body), *_ = backend.supplements
    assert body["request"] == "papers-4"
    assert [one["role"] for one in body["attachments"]] == ["Giấy chứng sinh"]
    assert backend.withdrawals == [(code, {"reason": "nhầm"})]
    assert [one["role"] for one in backend.dossiers[code]["attachments"]] == ["Tờ khai"]


def test_a_mistake_of_ours_postpones_one_entry_and_tells_no_content(
    relay, waiting, monkeypatch, caplog
):
    waiting()
    waiting("QN-0002")
    mishaps = [ValueError("Nguyễn Thị Thử Nghiệm")]
    real = Relay._deliver.__globals__["deliver"]

    def clumsy(claim, *more):
        if mishaps:
            raise mishaps.pop()
        return real(claim, *more)

    monkeypatch.setattr("submissions.relay.running.deliver", clumsy)
    done = relay.run_once()
    assert (done["postponed"], done["delivered"]) == (1, 1)
    assert "Thử Nghiệm" not in caplog.text + json.dumps(
        list(OutboxEntry.objects.values_list("reason", flat=True))
    )
