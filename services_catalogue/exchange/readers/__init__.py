"""Files of services, whatever their shape: the reader is chosen by looking at the file."""

from __future__ import annotations

from pathlib import Path

from services_catalogue.exchange.readers.spreadsheets import read_spreadsheet
from services_catalogue.exchange.readers.text_files import decoded, read_csv, read_json, unpacked
from services_catalogue.exchange.rows import Row, UnreadableFile, once_per_code
from services_catalogue.exchange.rules import public_only

_ZIP, _GZIP, _OLD_EXCEL = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"


def read_file(path: str | Path) -> list[Row]:
    """All rows of ``path``, read to the end before anything is answered.

    Raises :class:`UnreadableFile` when the file as a whole cannot be read.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"Không mở được tệp {path}: {error.strerror}. Kiểm tra lại đường dẫn và quyền đọc."
        ) from error
    if content.startswith(_GZIP):
        content = unpacked(content)
    if not content.strip():
        raise UnreadableFile("Tệp rỗng. Xuất hoặc tải lại tệp rồi nhập lại.")
    if content.startswith(_OLD_EXCEL):
        raise UnreadableFile(
            "Tệp ở dạng Excel cũ (.xls). Mở bằng Excel hoặc LibreOffice, lưu thành .xlsx rồi nhập lại."
        )
    if content.startswith(_ZIP):
        rows = read_spreadsheet(content)
    else:
        text = decoded(content)
        rows = read_json(text) if text.lstrip()[:1] in ("{", "[") else read_csv(text)
    return list(public_only(once_per_code(rows)))
