"""Dossiers handed in at a counter, followed on the portal; files that come from the backend."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.backends.protocol import (
    AskedFor,
    BackendError,
    DossierFile,
    DossierState,
    TimelineEvent,
)
from submissions.models import Submission, TrackingFailure
from submissions.tracking import elsewhere, file_views
from submissions.vocabulary import DossierStatus
from tests.submissions.backend_double import BackendDouble
from tests.submissions.making import PHONE_DIGITS, make_submission

PAGE, CODE = "/tra-cuu-ho-so/", "H49.22-261120-0003"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


@pytest.fixture
def backend(monkeypatch) -> BackendDouble:
    double = BackendDouble()
    for module in (elsewhere, file_views):
        monkeypatch.setattr(module, "backend_for_visitors", lambda: double)
    return double


def at_counter(backend: BackendDouble, **fields) -> DossierState:
    now = timezone.now()
    state = DossierState(
        CODE,
        fields.pop("status", DossierStatus.PROCESSING),
        due_at=now + timedelta(days=3),
        timeline=(TimelineEvent("1", 2, now - timedelta(days=1), "", "UBND phường Bãi Cháy"),),
        service_name="Đăng ký kết hôn",
        agency_name="UBND phường Bãi Cháy",
        submitted_at=now - timedelta(days=2),
        received_at=now - timedelta(days=2),
        **fields,
    )
    backend.elsewhere[CODE] = ("1234", state)
    return state


def ask(visitor, code: str = CODE, digits: str = "1234"):
    return visitor.post(PAGE, {"code": code, "digits": digits})


def test_a_dossier_from_a_counter_is_found_and_shown_and_kept_nowhere(visitor, backend):
    at_counter(backend)
    answer = ask(visitor)
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}{CODE}/")
    page = visitor.get(answer["Location"])
    assert page.status_code == 200
    for told in ("Đăng ký kết hôn", CODE, "UBND phường Bãi Cháy", "Bạn nộp hồ sơ<"):
        assert told in page.text
    assert "không nộp qua cổng" in page.text
    assert "Rút hồ sơ này" not in page.text
    assert "no-store" in page["Cache-Control"]
    assert not Submission.objects.exists()


def test_wrong_digits_and_an_unknown_code_get_the_same_answer_and_count(visitor, backend):
    at_counter(backend)
    wrong, unknown = ask(visitor, digits="0000"), ask(visitor, "H49.22-261120-9999", "0000")
    assert wrong.status_code == unknown.status_code == 404
    assert wrong.text == unknown.text.replace("9999", "0003")
    assert TrackingFailure.objects.count() == 4
    assert visitor.get(f"{PAGE}{CODE}/").status_code == 302


def test_guessing_stops_before_the_backend_is_asked(visitor, backend):
    at_counter(backend)
    for guess in range(5):
        ask(visitor, digits=f"{guess:04}")
    backend.fail(BackendError("asked once more"))
    assert ask(visitor).status_code == 429


def test_a_backend_that_is_away_is_said_to_be_away(visitor, backend):
    at_counter(backend)
    backend.fail(BackendError("no_answer ConnectTimeout", unwell=True))
    answer = ask(visitor)
    assert answer.status_code == 503
    assert "hệ thống một cửa" in answer.text
    ask(visitor)
    backend.fail(BackendError("http_503", unwell=True))
    away = visitor.get(f"{PAGE}{CODE}/")
    assert away.status_code == 503
    assert "Thử lại" in away.text
    assert visitor.get(f"{PAGE}{CODE}/").status_code == 200


def test_what_is_asked_of_a_dossier_elsewhere_is_shown_without_a_button(visitor, backend):
    asked = AskedFor("p1", "papers", timezone.now(), "Thiếu giấy", ("Giấy xác nhận",))
    at_counter(backend, status=DossierStatus.WAITING_PAPERS, requests=(asked,))
    page = visitor.get(ask(visitor)["Location"])
    assert "Giấy xác nhận" in page.text
    assert "Bổ sung ngay" not in page.text


def test_files_of_a_dossier_elsewhere_go_through(visitor, backend):
    at_counter(backend, files=(DossierFile("letter", "7", "Phiếu xin lỗi"),))
    backend.papers[CODE, "letter", "7"] = PDF
    page = visitor.get(ask(visitor)["Location"])
    assert "Phiếu xin lỗi" in page.text
    letter = visitor.get(f"{PAGE}{CODE}/tep/thu/7/")
    assert (letter.content, letter["Content-Type"]) == (PDF, "application/pdf")
    assert "no-store" in letter["Cache-Control"]
    assert visitor.get(f"{PAGE}{CODE}/tep/thu/8/").status_code == 404


@pytest.fixture
def own(visitor, backend) -> Submission:
    submission = make_submission(files=[{"kind": "result", "id": "5", "title": ""}])
    visitor.post(PAGE, {"code": submission.reference, "digits": PHONE_DIGITS})
    return submission


def test_own_files_are_those_that_the_backend_told_of(visitor, backend, own):
    code = own.dossier_code
    backend.papers |= {(code, "receipt", ""): PDF, (code, "result", "5"): b"MZ\x90" + bytes(80)}
    backend.papers[code, "result", "6"] = b"somebody else's"
    here = f"{PAGE}{own.reference}/"
    assert "Kết quả giải quyết" in visitor.get(here).text
    assert visitor.get(f"{here}tep/phieu-tiep-nhan/")["Content-Type"] == "application/pdf"
    result = visitor.get(f"{here}tep/ket-qua/5/")
    assert result["Content-Type"] == "application/octet-stream"
    assert result["Content-Disposition"].startswith("attachment")
    assert visitor.get(f"{here}tep/ket-qua/6/").status_code == 404


def test_files_need_the_same_proof_as_the_page(client, backend, own):
    answer = client.get(f"{PAGE}{own.reference}/tep/phieu-tiep-nhan/")
    assert answer.status_code == 302


def test_a_file_that_cannot_be_fetched_now_says_so(visitor, backend, own):
    backend.fail(BackendError("http_502", unwell=True))
    answer = visitor.get(f"{PAGE}{own.reference}/tep/phieu-tiep-nhan/")
    assert answer.status_code == 503
    assert "Chưa lấy được tệp" in answer.text
