"""Sealed on the disk, joined for officers, and never more in memory than the limit."""

from __future__ import annotations

import tracemalloc
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.test import RequestFactory
from pypdf import PdfReader

from submissions.encryption import CannotOpen
from submissions.uploads import sealed_files
from submissions.uploads.capped_handler import CappedUploadHandler
from submissions.uploads.joining import join_photos
from submissions.uploads.refusals import Reason
from tests.submissions.uploads import specimens


def test_a_kept_file_is_sealed_readable_and_private(settings, tmp_path):
    settings.ATTACHMENT_DIR = tmp_path / "attachments"
    key, content = uuid4(), specimens.pdf()
    sealed_files.keep(key, content)
    (path,) = settings.ATTACHMENT_DIR.rglob("*.*")
    assert b"%PDF" not in path.read_bytes() and path.stat().st_mode & 0o077 == 0
    assert sealed_files.read(key) == content
    sealed_files.renew_seal(key)
    assert sealed_files.read(key) == content
    assert list(sealed_files.keys_older_than(timedelta(seconds=-1))) == [key]
    assert list(sealed_files.keys_older_than(timedelta(days=1))) == []
    sealed_files.remove(key)
    sealed_files.remove(key)
    with pytest.raises(sealed_files.FileGone):
        sealed_files.read(key)


def test_files_sealed_as_tokens_are_read_and_renewed_under_the_newest_key(settings, tmp_path):
    settings.ATTACHMENT_DIR = tmp_path / "attachments"
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    key, content = uuid4(), specimens.pdf()
    sealed_files.keep(key, b"")
    (path,) = settings.ATTACHMENT_DIR.rglob("*.*")
    path.write_bytes(Fernet(old).encrypt(content))
    settings.SUBMISSION_KEYS = [new, old]
    assert sealed_files.read(key) == content
    sealed_files.renew_seal(key)
    settings.SUBMISSION_KEYS = [new]
    assert sealed_files.read(key) == content
    assert len(path.read_bytes()) < len(content) + 64


def test_what_is_changed_cut_off_exchanged_or_of_another_key_does_not_open(settings, tmp_path):
    settings.ATTACHMENT_DIR = tmp_path / "attachments"
    one, other = uuid4(), uuid4()
    for key in (one, other):
        sealed_files.keep(key, b"paper of " + str(key).encode())
    path, second = (sealed_files._path(key) for key in (one, other))
    sealed = path.read_bytes()
    wrong = [second.read_bytes(), sealed[:5], sealed[:1], sealed[:-1], b""]
    wrong += [
        sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :] for place in (3, 20)
    ]
    for content in wrong:
        path.write_bytes(content)
        with pytest.raises(CannotOpen):
            sealed_files.read(one)
    path.write_bytes(sealed)
    assert sealed_files.read(one)
    settings.SUBMISSION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CannotOpen):
        sealed_files.read(one)


def test_photos_of_one_paper_become_one_pdf_without_a_second_encoding():
    photos = [specimens.photo(600, 800), specimens.photo(800, 600), specimens.photo(mode="L")]
    pages = PdfReader(BytesIO(join_photos(photos))).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, True]
    inside = [next(iter(page["/Resources"]["/XObject"].values()))._data for page in pages]
    assert inside == photos


class Endless:
    """The body of a request with one huge file, made as it is read: nothing of it is anywhere."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.parts, self.size, self.given = [head], size, 0
        self.left, self.tail = size, tail

    def readline(self) -> bytes:
        return self.read()

    def read(self, amount: int = 65536) -> bytes:
        if self.parts:
            return self.parts.pop()
        if self.left:
            piece = min(amount, self.left)
            self.left -= piece
            self.given += piece
            return b"\xff" * piece
        piece, self.tail = self.tail[:amount], self.tail[amount:]
        return piece


def post(size: int, announced: int | None = None):
    line = b"--frontier\r\nContent-Disposition: form-data; name="
    head = line + b'"token"\r\n\r\nkept\r\n' + line + b'"files"; filename="to.jpg"\r\n\r\n'
    tail = b"\r\n" + line + b'"files"; filename="nho.pdf"\r\n\r\n%PDF-1.7\r\n--frontier--\r\n'
    body = Endless(head, size, tail)
    request = RequestFactory().post("/", content_type="multipart/form-data; boundary=frontier")
    request.META["CONTENT_LENGTH"] = str(announced or len(head) + size + len(tail))
    request._stream = body
    request.upload_handlers = [handler := CappedUploadHandler(request)]
    return request, handler, body


def test_200_mb_run_through_without_filling_memory():
    request, handler, body = post(200 * 1024 * 1024)
    tracemalloc.start()
    files = request.FILES.getlist("files")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert body.given == 200 * 1024 * 1024
    assert peak < 60 * 1024 * 1024
    assert [one.reason for one in handler.refused] == [Reason.TOO_LARGE]
    assert "20" in str(handler.refused[0]) and "to.jpg" in str(handler.refused[0])
    assert [one.name for one in files] == ["nho.pdf"]
    assert request.POST["token"] == "kept"


def test_what_could_never_be_taken_is_not_even_read(settings):
    request, handler, body = post(settings.UPLOAD_BYTES, settings.UPLOAD_BYTES * 21)
    assert not request.FILES.getlist("files")
    assert [one.reason for one in handler.refused] == [Reason.TOO_MUCH]
    assert body.given <= 1024 * 1024


def test_many_files_share_one_limit(settings):
    settings.UPLOAD_BYTES = 1000
    request, handler, _body = post(999)
    assert [one.name for one in request.FILES.getlist("files")] == ["to.jpg"]
    assert [one.reason for one in handler.refused] == [Reason.TOO_MUCH]
