"""What is taken and how it is kept; what is refused and what people are told."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from submissions.uploads.receiving import receive, tidy_name
from submissions.uploads.refusals import Reason, Refused
from submissions.vocabulary import ScanState
from tests.submissions.uploads import specimens


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("a.jpg", specimens.photo(), "a.jpg"),
        ("IMG_0001.HEIC", specimens.photo(form="HEIF"), "IMG_0001.jpg"),
        ("a.png", specimens.photo(form="PNG", mode="RGBA"), "a.jpg"),
        ("a.webp", specimens.photo(form="WEBP"), "a.jpg"),
        ("xám.jpg", specimens.photo(mode="L"), "xám.jpg"),
        # A wrong name is mended, not punished.
        ("giấy.pdf", specimens.photo(), "giấy.jpg"),
    ],
)
def test_photos_become_plain_jpegs(name, content, kept_as):
    taken = receive(content, name)
    picture = opened(taken.content)
    assert (taken.filename, taken.content_type, taken.pages) == (kept_as, "image/jpeg", 1)
    assert picture.format == "JPEG"
    assert not picture.getexif() and "icc_profile" not in picture.info
    assert b"GPS" not in taken.content and "Điện thoại".encode() not in taken.content
    assert taken.original_sha256 == hashlib.sha256(content).hexdigest() != taken.sha256


@pytest.mark.parametrize("form", ["JPEG", "HEIF"])
def test_a_large_photo_is_turned_upright_and_shrunk(form):
    # Orientation 6: the camera was turned, so the mark belongs into the upper right corner.
    turn = 6 if form == "JPEG" else 1
    size = (4032, 3024) if form == "JPEG" else (2560, 1920)
    taken = receive(specimens.photo(*size, form=form, turn=turn), "a")
    picture = opened(taken.content).convert("RGB")
    assert max(picture.size) == 2400
    if turn == 6:
        assert picture.size == (1800, 2400)
        assert picture.getpixel((1780, 20))[1] < 60 < picture.getpixel((20, 20))[1]


def test_what_is_see_through_becomes_white():
    empty = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    written = BytesIO()
    empty.save(written, "PNG")
    assert opened(receive(written.getvalue(), "a.png").content).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "content", "pages"),
    [
        ("đơn.pdf", specimens.pdf(3), 3),
        ("khoá in.pdf", specimens.pdf(2, password="in", owner_only=True), 2),
        ("tờ khai.docx", specimens.word(), None),
    ],
)
def test_documents_stay_byte_for_byte(name, content, pages):
    taken = receive(content, name)
    assert (taken.content, taken.pages, taken.filename) == (content, pages, name)
    assert taken.original_sha256 == ""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("trống.pdf", b"", Reason.EMPTY),
        ("hoá đơn.pdf", specimens.PROGRAM, Reason.PROGRAM),
        ("ảnh.jpg", b"#!/bin/sh\nrm -rf /\n", Reason.PROGRAM),
        ("đơn.doc", specimens.OLD_WORD, Reason.OLD_WORD),
        ("trang.pdf", b"<html><script>1</script></html>", Reason.WRONG_TYPE),
        ("ảnh.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', Reason.WRONG_TYPE),
        ("ảnh.gif", b"GIF89a\x01\x00\x01\x00", Reason.WRONG_TYPE),
        ("tệp.zip", specimens.zipped({"a.exe": b"MZ"}), Reason.WRONG_TYPE),
        ("bảng.xlsx", specimens.zipped({"[Content_Types].xml": b"<Types/>"}), Reason.WRONG_TYPE),
        ("bom.png", specimens.bomb(), Reason.TOO_MANY_PIXELS),
        ("bom nhỏ.png", specimens.bomb(10_000, 9_000), Reason.TOO_MANY_PIXELS),
        ("hỏng.jpg", specimens.photo()[:400], Reason.BROKEN_PHOTO),
        ("hỏng.heic", specimens.photo(form="HEIF")[:300], Reason.BROKEN_PHOTO),
        ("hỏng.pdf", b"%PDF-1.7\n" + b"\xff" * 300, Reason.BROKEN_PDF),
        ("không trang.pdf", specimens.pdf(0), Reason.BROKEN_PDF),
        ("khoá.pdf", specimens.pdf(1, password="bí mật"), Reason.LOCKED_PDF),
        ("macro.docx", specimens.word(macro=True), Reason.MACROS),
        ("mẫu.docx", specimens.word(template="http://x/evil.dotm"), Reason.MACROS),
        ("hỏng.docx", specimens.word()[:200], Reason.BROKEN_WORD),
    ],
)
def test_what_is_refused_and_why(name, content, reason):
    with pytest.raises(Refused) as refused:
        receive(content, name)
    assert refused.value.reason == reason
    assert name in str(refused.value) and len(str(refused.value)) < 200


def test_a_word_file_that_unpacks_without_end_is_refused():
    with pytest.raises(Refused) as refused:
        receive(specimens.word(extra={"a": b"\0" * 105_000_000}), "bom.docx")
    assert refused.value.reason == Reason.BROKEN_WORD


def test_a_file_above_the_limit_is_refused(settings):
    settings.ATTACHMENT_BYTES = 1000
    with pytest.raises(Refused, match="lớn hơn"):
        receive(specimens.photo(), "a.jpg")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\Lan\\giấy.pdf", "giấy.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("", "giay-to"),
        ("....", "giay-to"),
        ("x" * 400 + ".pdf", "x" * 110 + ".pdf"),
    ],
)
def test_names_are_tidied(given, kept):
    assert tidy_name(given) == kept


def test_nobody_looked_for_viruses_and_that_is_said(settings):
    settings.CLAMAV_ADDRESS = ""
    assert receive(specimens.pdf(), "a.pdf").scan == ScanState.OFF
