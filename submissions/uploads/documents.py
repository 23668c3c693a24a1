"""PDF and Word files: can they be opened, and is nothing hidden in them that runs."""

from __future__ import annotations

import zipfile
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from submissions.uploads.refusals import Reason, Refused

#: What a Word file may hold once unpacked: beyond it is a bomb.
_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 5000
_WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#: Parts of relations that fetch something from elsewhere as the file is opened.
_FETCHES = (b"attachedTemplate", b"oleObject", b"/frame")


def count_pages(content: bytes) -> int:
    """Pages of a PDF that anyone can open. The file itself stays as it is: signatures must hold.

    :raises Refused: locked_pdf (needs a password) or broken_pdf.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        # Many scanners lock printing only: such files open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(Reason.LOCKED_PDF)
        pages = len(reader.pages)
    # pypdf meets damaged files with errors of many kinds; each means that it cannot be read.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Refused(Reason.BROKEN_PDF) from error
    except (RecursionError, OverflowError, AssertionError, NotImplementedError) as error:
        raise Refused(Reason.BROKEN_PDF) from error
    if pages < 1:
        raise Refused(Reason.BROKEN_PDF)
    return pages


def check_word(content: bytes) -> None:
    """A Word file (.docx) without macros, bombs or parts fetched from elsewhere.

    :raises Refused: wrong_type (another zip), broken_word or macros.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names:
                raise Refused(Reason.WRONG_TYPE)
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _UNPACKED:
                raise Refused(Reason.BROKEN_WORD)
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Refused(Reason.MACROS)
            if _WORD_TYPE not in _part(archive, "[Content_Types].xml"):
                raise Refused(Reason.WRONG_TYPE)
            relations = [name for name in names if name.endswith(".rels")]
            if any(_fetches(_part(archive, name)) for name in relations):
                raise Refused(Reason.MACROS)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Refused(Reason.BROKEN_WORD) from error
    except (KeyError, ValueError) as error:
        raise Refused(Reason.BROKEN_WORD) from error


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(1024 * 1024)


def _fetches(relations: bytes) -> bool:
    return any(
        b'TargetMode="External"' in one and any(kind in one for kind in _FETCHES)
        for one in relations.split(b"<Relationship ")
    )
