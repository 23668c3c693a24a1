"""What a file truly is, by its content; its name and what the browser says are not believed."""

from __future__ import annotations

from enum import StrEnum

import puremagic

from submissions.uploads.refusals import Reason, Refused


class Kind(StrEnum):
    """The types that are taken; the value is the extension that the file will carry."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    DOCX = "docx"

    @property
    def is_photo(self) -> bool:
        """Pictures are all rewritten as JPEG."""
        return self in {Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC}


#: For the browser's file chooser. iPhones give JPEG where HEIC is not named, which is welcome too.
ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.heif,.docx"
_HEIC_BRANDS = frozenset([b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"])
#: Beginnings of programs and scripts: Windows, Linux, macOS, shell, Java, Windows links.
_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"L\x00\x00\x00\x01\x14\x02\x00"),
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Readers allow junk before "%PDF-"; the standard (ISO 32000-1, annex H) says within 1,024 bytes.
_PDF_WITHIN = 1024
#: What the second opinion may call each type.
_CALLED = {
    Kind.JPEG: {".jpg", ".jpeg", ".jfif", ".jpe"},
    Kind.PNG: {".png"},
    Kind.WEBP: {".webp"},
}


def true_kind(content: bytes) -> Kind:
    """The type of ``content``. :raises Refused: when it is none that is taken."""
    head = content[:_PDF_WITHIN]
    if not head:
        raise Refused(Reason.EMPTY)
    if head.startswith(_PROGRAMS):
        raise Refused(Reason.PROGRAM)
    if head.startswith(_OLD_OFFICE):
        raise Refused(Reason.OLD_WORD)
    kind = _by_signature(head)
    if kind is None or not _confirmed(kind, head):
        raise Refused(Reason.WRONG_TYPE)
    return kind


def _by_signature(head: bytes) -> Kind | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and _heic_brand(head):
        return Kind.HEIC
    if head.startswith(b"PK\x03\x04"):
        return Kind.DOCX  # its inside decides: documents.check_word
    if b"%PDF-" in head:
        return Kind.PDF
    return None


def _heic_brand(head: bytes) -> bool:
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size, 4))]
    # AVIF shares mif1 but no decoder here reads it.
    return b"avif" not in brands and any(brand in _HEIC_BRANDS for brand in brands)


def _confirmed(kind: Kind, head: bytes) -> bool:
    """A second opinion where the library has one: a disguise must deceive both."""
    wanted = _CALLED.get(kind)
    if wanted is None:
        return True
    try:
        found = {one.extension for one in puremagic.magic_string(head)}
    except puremagic.PureError:
        return False
    return bool(found & wanted)
