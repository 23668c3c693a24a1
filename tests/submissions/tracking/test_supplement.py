"""Handing in what officers asked for, in place: file by file, then all at once, once."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from submissions.models import Attachment, OfficerRequest
from submissions.tracking.supplementing import asked_papers
from submissions.uploads import sealed_files
from submissions.vocabulary import DeliveryKind, DossierStatus, RequestKind
from tests.submissions.making import PHONE_DIGITS, add_event, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.ATTACHMENT_DIR = tmp_path / "attachments"


@pytest.fixture
def submission():
    made = make_submission()
    add_event(made, DossierStatus.WAITING_PAPERS)
    return made


@pytest.fixture
def asked(submission) -> OfficerRequest:
    return OfficerRequest.objects.create(
        submission=submission,
        backend_id="R1",
        kind=RequestKind.PAPERS,
        reason="Ảnh bị mờ.",
        items=["Giấy chứng sinh", "Căn cước của mẹ"],
        asked_at=timezone.now(),
    )


@pytest.fixture
def applicant(submission) -> Client:
    client = Client()
    client.post("/tra-cuu-ho-so/", {"code": submission.reference, "digits": PHONE_DIGITS})
    return client


def page(asked: OfficerRequest) -> str:
    return f"/tra-cuu-ho-so/{asked.submission.reference}/bo-sung/{asked.pk}/"


def photo(color: str = "navy", name: str = "anh.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def add(client: Client, asked: OfficerRequest, place: str, *files: SimpleUploadedFile):
    return client.post(page(asked), {"giay-to": place, "tep": list(files)})


def test_files_of_each_paper_go_out_together(applicant, asked):
    assert "Ảnh bị mờ." in applicant.get(page(asked)).text
    assert add(applicant, asked, "giay-to-1", photo("red"), photo("blue")).status_code == 303
    assert add(applicant, asked, "giay-to-2", photo("green")).status_code == 303
    assert applicant.post(page(asked), {"note": "Đã chụp lại"}).status_code == 303

    entry = asked.submission.deliveries.get()
    assert entry.kind == DeliveryKind.SUPPLEMENT
    assert (entry.payload["request_id"], entry.payload["note"]) == ("R1", "Đã chụp lại")
    sent = Attachment.objects.in_bulk(entry.payload["attachments"])
    assert sorted(one.role for one in sent.values()) == [
        "Căn cước của mẹ",
        "Giấy chứng sinh",
        "Giấy chứng sinh",
    ]
    assert all(one.submission_id == asked.submission_id for one in sent.values())
    assert sealed_files.read(next(iter(sent.values())).pk).startswith(b"\xff\xd8")


def test_sending_twice_sends_once(applicant, asked):
    add(applicant, asked, "giay-to-1", photo())
    for _click in range(2):
        applicant.post(page(asked), {})
    assert asked.submission.deliveries.count() == 1
    assert add(applicant, asked, "giay-to-1", photo("white")).status_code == 303
    assert asked.attachments.count() == 1


def test_a_file_can_be_taken_back_before_sending(
    applicant, asked, django_capture_on_commit_callbacks
):
    add(applicant, asked, "giay-to-1", photo())
    key = asked.attachments.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        applicant.post(f"{page(asked)}{key}/bo/")
    assert not asked.attachments.exists()
    with pytest.raises(sealed_files.FileGone):
        sealed_files.read(key)


def test_what_cannot_be_used_is_told_and_the_rest_kept(applicant, asked):
    program = SimpleUploadedFile("giay.pdf", b"MZ\x90\x00" + b"\x00" * 300, "application/pdf")
    answer = add(applicant, asked, "giay-to-1", photo(), program)
    assert answer.status_code == 422
    assert "giay.pdf" in answer.text
    assert asked.attachments.count() == 1


def test_sending_nothing_says_what_is_missing(applicant, asked):
    answer = applicant.post(page(asked), {"note": "  "})
    assert answer.status_code == 422
    assert 'href="#giay-to-1"' in answer.text
    assert not asked.submission.deliveries.exists()


def test_only_who_proved_it_may_add_files(visitor, asked):
    answer = add(visitor, asked, "giay-to-1", photo())
    assert answer.status_code == 302
    assert not asked.attachments.exists()


def test_a_request_of_another_dossier_is_out_of_reach(applicant, asked):
    other = make_submission("QN-AAAA-BBB2-P", dossier_code="H49.22-261123-0018")
    foreign = OfficerRequest.objects.create(
        submission=other, backend_id="R9", kind=RequestKind.PAPERS, asked_at=timezone.now()
    )
    address = page(asked).replace(f"/{asked.pk}/", f"/{foreign.pk}/")
    applicant.post(address, {"giay-to": "giay-to-1", "tep": [photo()]})
    assert not foreign.attachments.exists()


def test_a_request_without_names_asks_for_one_paper():
    assert len(asked_papers(OfficerRequest(items=[" "]))) == 1
