"""JSON lines and CSV: taken apart into rows, each handed to the reader of its shape."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Collection, Iterator
from typing import Any

from services_catalogue.exchange.flat_rows import decoded as decoded_cell
from services_catalogue.exchange.flat_rows import values_of
from services_catalogue.exchange.readers import defence, national
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, Row, Rows, UnreadableFile, build

Parse = Callable[[dict[str, Any]], ServiceRecord | Rejection]
_KNOWN = (
    "Cần tệp của Cổng Dịch vụ công quốc gia (ma_thu_tuc, ten_thu_tuc), của Bộ Quốc phòng "
    "(thu_tuc_id, metadata) hoặc tệp do lệnh export_catalogue xuất ra (code, name)."
)
_OWN = frozenset({"code", "name"})
_LONGEST_CELL = 10_000_000


def unpacked(content: bytes) -> bytes:
    """Contents of a gzip file; :class:`UnreadableFile` when it is cut off or damaged."""
    try:
        return gzip.decompress(content)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableFile(
            "Tệp nén .gz bị cụt hoặc hỏng, có lẽ tải chưa xong. Tải lại tệp rồi nhập lại. "
            "Chưa có gì được ghi."
        ) from error


def decoded(content: bytes) -> str:
    """Text of UTF-8 bytes; :class:`UnreadableFile` says how to save it so."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4000]:
        raise UnreadableFile(
            "Tệp lưu bằng bảng mã UTF-16. Mở bằng Excel, chọn Lưu thành (Save As) dạng "
            "“CSV UTF-8”, hoặc bằng Notepad với bảng mã UTF-8, rồi nhập lại."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "Tệp không phải văn bản UTF-8 (có thể là bảng mã TCVN3, VNI hoặc Windows-1258, hoặc "
            "không phải tệp dữ liệu). Lưu lại với bảng mã UTF-8 rồi nhập lại."
        ) from error


def read_json(text: str) -> Rows:
    """Rows of JSON lines, or of one JSON array."""
    objects = list(_array(text) if text.lstrip().startswith("[") else _lines(text))
    if not objects:
        raise UnreadableFile("Tệp không có dòng nào. " + _KNOWN)
    parse, foreign = _shape(objects[0][1])
    for number, value in objects:
        yield Row(number, value, parse(value), foreign)


def _lines(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _object(line, number)


def _array(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        values = json.loads(text)
    except ValueError as error:
        raise UnreadableFile(f"Tệp không phải JSON đúng: {error}. Xuất lại tệp.") from error
    for number, value in enumerate(values, start=1):
        yield number, _checked(value, number)


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        return _checked(json.loads(line), number)
    except ValueError as error:
        raise UnreadableFile(
            f"Dòng {number} không phải JSON đúng ({error}). Tệp có thể bị cụt: tải hoặc xuất lại. "
            "Chưa có gì được ghi."
        ) from error


def _checked(value: Any, number: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableFile(f"Dòng {number} không phải là một đối tượng JSON. {_KNOWN}")
    return value


def _shape(first: dict[str, Any]) -> tuple[Parse, bool]:
    if first.keys() >= national.MARKS:
        return national.parse, True
    if first.keys() >= defence.MARKS:
        return defence.parse, True
    if first.keys() >= _OWN:
        return build, False
    keys = ", ".join(list(first)[:8])
    raise UnreadableFile(f"Không nhận ra dạng tệp (các khoá: {keys}). {_KNOWN}")


def parser_of(keys: Collection[str]) -> tuple[Parse, bool] | None:
    """How a row of plain cells under these keys is read, and whether its source is foreign."""
    if set(keys) >= national.MARKS:
        return national.parse, True
    if set(keys) >= defence.MARKS:
        return lambda cells: defence.parse(
            {key: decoded_cell(one) for key, one in cells.items()}
        ), True
    if set(keys) >= _OWN:
        return lambda cells: build(values_of(cells)), False
    return None


def read_csv(text: str) -> Rows:
    """Rows of a CSV file: the national portal's keys as its header, or those of our own export."""
    csv.field_size_limit(_LONGEST_CELL)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found = parser_of(reader.fieldnames or ())
    if found is None:
        missing = national.MARKS - set(reader.fieldnames or ())
        raise UnreadableFile(
            f"Tệp CSV thiếu cột {', '.join(sorted(missing))}; các cột có: "
            f"{', '.join((reader.fieldnames or [])[:8])}. {_KNOWN}"
        )
    return _csv_rows(reader, *found)


def _csv_rows(reader: csv.DictReader[str], parse: Parse, foreign: bool) -> Rows:
    try:
        for number, row in enumerate(reader, start=2):
            extra = row.pop(None, None)  # type: ignore[call-overload]
            if extra or any(value is None for value in row.values()):
                code = str(row.get("ma_thu_tuc") or row.get("code") or "")
                reason = "Số cột của dòng không khớp với tiêu đề."
                yield Row(number, {**row, "…": extra}, Rejection(code, "record", reason), foreign)
            else:
                yield Row(number, row, parse(row), foreign)
    except csv.Error as error:
        raise UnreadableFile(
            f"Tệp CSV hỏng ở gần dòng {reader.line_num} ({error}). Xuất lại tệp rồi nhập lại."
        ) from error
