"""From an uploaded file to what is kept: judge, make small, scan."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from submissions.uploads.documents import check_word, count_pages
from submissions.uploads.file_types import Kind, true_kind
from submissions.uploads.photos import as_jpeg
from submissions.uploads.refusals import Reason, Refused
from submissions.uploads.scanning import scan
from submissions.vocabulary import ScanState

_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.JPEG: "image/jpeg",
}
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is taken, as it goes to the backend. ``pages``: of a PDF; 1 for a photo."""

    filename: str
    content_type: str
    content: bytes
    original_sha256: str
    pages: int | None
    scan: ScanState

    @property
    def sha256(self) -> str:
        """Digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def receive(content: bytes, filename: str) -> Received:
    """Judge one file and make it what is kept.

    Photos of every kind become small JPEGs; PDF and Word files stay byte for byte.

    :raises Refused: with the reason and the file's name, for the person who chose it.
    """
    name = tidy_name(filename)
    try:
        if len(content) > settings.ATTACHMENT_BYTES:
            raise Refused(Reason.TOO_LARGE, limit=in_words(settings.ATTACHMENT_BYTES))
        kind = true_kind(content)
        kept, kept_kind, pages = _prepared(content, kind)
        # The scanner sees what was sent: a new JPEG could not carry what the old file did.
        state = scan(content)
        if state == ScanState.INFECTED:
            raise Refused(Reason.INFECTED)
        if state == ScanState.MISSED and settings.CLAMAV_REQUIRED:
            raise Refused(Reason.NOT_SCANNED)
    except Refused as refusal:
        refusal.name = name
        raise
    return Received(
        filename=f"{name.rpartition('.')[0] or name}.{kept_kind}",
        content_type=_TYPES[kept_kind],
        content=kept,
        original_sha256=hashlib.sha256(content).hexdigest() if kept is not content else "",
        pages=pages,
        scan=state,
    )


def _prepared(content: bytes, kind: Kind) -> tuple[bytes, Kind, int | None]:
    if kind.is_photo:
        return as_jpeg(content, kind), Kind.JPEG, 1
    if kind == Kind.PDF:
        return content, kind, count_pages(content)
    check_word(content)
    return content, kind, None


def tidy_name(filename: str) -> str:
    """The name without folders, control characters and tricks of direction; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", filename))[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    stem, dot, extension = plain.strip(" .").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    stem = stem[: _LONGEST_NAME - 10].strip() or _("giay-to")
    return f"{stem}.{extension[:8]}" if extension else stem


def in_words(size: int) -> str:
    """A limit as people say it: "20 MB"."""
    return str(filesizeformat(size)).replace(",0", "").replace(".0", "")
