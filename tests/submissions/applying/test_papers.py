"""Papers on their page: what is told before choosing, what is refused and how, what stays."""

from __future__ import annotations

import pytest

from submissions.models import Attachment
from submissions.uploads import sealed_files
from tests.submissions.applying.conftest import PAPER, Citizen, errors
from tests.submissions.uploads import specimens


@pytest.fixture
def citizen(citizen: Citizen) -> Citizen:
    citizen.begin()
    return citizen


def test_type_and_size_are_told_before_choosing(citizen):
    text = citizen.get("giay-to/").content.decode()
    assert "HEIC" in text and "20\xa0MB" in text and ".heic" in text
    assert PAPER in text and "Bệnh viện cấp." in text and "Nếu có" in text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trong.pdf", b"", "không có nội dung"),
        ("hoa-don.pdf", specimens.PROGRAM, "chương trình máy tính"),
        ("bom.png", specimens.bomb(), "quá lớn để mở"),
        ("khoa.pdf", specimens.pdf(1, password="x"), "mật khẩu"),
        ("hong.pdf", b"%PDF-1.7 \xff", "Không mở được"),
        ("trang.html", b"<html>", "không phải ảnh, PDF hay tệp Word"),
        ("<script>alert(1)</script>.pdf", b"x", "không phải ảnh, PDF hay tệp Word"),
    ],
)
def test_a_bad_file_is_answered_and_the_good_one_beside_it_kept(citizen, name, content, words):
    citizen.hand_paper(specimens.photo())
    answer = citizen.hand_paper(content, name=name)
    assert answer.status_code == 422
    assert len(errors(answer)) == 1 and words in errors(answer)[0]
    text = answer.content.decode()
    assert "anh.jpg" in text and "<script>alert" not in text
    assert Attachment.objects.count() == 1


def test_a_file_above_the_limit_is_refused_the_others_stay(citizen, settings):
    settings.ATTACHMENT_BYTES, settings.UPLOAD_BYTES = 20_000, 60_000
    answer = citizen.hand_paper(specimens.pdf(), b"%PDF-" + b"x" * 30_000)
    assert answer.status_code == 422 and "lớn hơn" in errors(answer)[0]
    assert Attachment.objects.get().content_type == "application/pdf"


def test_nothing_chosen_says_so(citizen):
    answer = citizen.post("giay-to/", {"giay-to": "paper-1"})
    assert answer.status_code == 422 and len(errors(answer)) == 1


def test_the_same_file_twice_is_kept_once_and_files_have_a_limit(citizen, settings):
    settings.ATTACHMENTS_OF_A_PAPER = 2
    for _time in range(2):
        assert citizen.hand_paper(specimens.photo()).status_code == 303
    assert Attachment.objects.count() == 1
    citizen.hand_paper(specimens.pdf(1))
    answer = citizen.hand_paper(specimens.pdf(2))
    assert answer.status_code == 422 and "2 tệp" in errors(answer)[0]
    settings.DRAFT_BYTES = 10
    assert "Tổng các tệp" in errors(citizen.hand_paper(specimens.pdf(2), paper="paper-2"))[0]


def test_a_paper_that_is_required_is_asked_for_before_going_on(citizen):
    answer = citizen.post("giay-to/")
    assert answer.status_code == 422 and PAPER in errors(answer)[0]
    citizen.hand_paper(specimens.photo())
    assert citizen.post("giay-to/")["Location"].endswith("/kiem-tra/")


def test_files_are_sealed_on_the_disk_and_shown_to_their_owner_only(citizen, settings):
    citizen.hand_paper(specimens.photo())
    (path,) = settings.ATTACHMENT_DIR.rglob("*.sealed")
    assert b"JFIF" not in path.read_bytes()
    key = Attachment.objects.get().pk
    shown = citizen.get(f"giay-to/{key}/")
    assert shown.content == sealed_files.read(key) and shown["Content-Type"] == "image/jpeg"
    assert "no-store" in shown["Cache-Control"]
    stranger = Citizen(citizen.page)
    stranger.begin()
    assert stranger.get(f"giay-to/{key}/").status_code == 404
    assert stranger.post(f"giay-to/{key}/bo/").status_code == 303
    assert Attachment.objects.count() == 1


def test_taking_away_twice_is_once(citizen, settings, django_capture_on_commit_callbacks):
    citizen.hand_paper(specimens.photo())
    key = Attachment.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            assert citizen.post(f"giay-to/{key}/bo/").status_code == 303
    assert not Attachment.objects.exists()
    assert not list(settings.ATTACHMENT_DIR.rglob("*.sealed"))


def test_a_forged_upload_is_turned_away(citizen):
    citizen.client.handler.enforce_csrf_checks = True
    assert citizen.hand_paper(specimens.photo()).status_code == 403
    assert not Attachment.objects.exists()
