"""Our own workbook back as records: every sheet read, rows gathered by the code of their service."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import override
from python_calamine import CalamineWorkbook

from core.text import fold
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, Row, Rows, UnreadableFile, build
from services_catalogue.exchange.source_text import clean, day, one_line
from services_catalogue.exchange.workbook_layout import (
    CONTINUED,
    PARTS,
    SERVICES,
    Column,
    Sheet,
)
from services_catalogue.exchange.workbook_rows import Cells, part_values, service_values
from services_catalogue.vocabulary import CODE_RE

_TICKS = {"x", "có", "co", "1", "1.0", "true", "yes"}
_FIRST_ROW = 3


class _WrongCell(Exception):
    """A cell that cannot be read, with a reason for the editor."""


def is_own_workbook(workbook: CalamineWorkbook) -> bool:
    """Whether ``workbook`` has the sheet of services."""
    return SERVICES.title in workbook.sheet_names


def read_workbook(workbook: CalamineWorkbook) -> Rows:
    """A row for each service, and for each part of a service that is not there.

    A sheet of parts that was deleted leaves those parts of the pages alone.
    """
    with override("vi"):
        services = _Table(workbook, SERVICES)
        tables = [_Table(workbook, one) for one in PARTS if one.title in workbook.sheet_names]
    known = set()
    for number, cells in services.rows:
        code = _code(cells[0])
        known.add(code)
        parts = {table.sheet: table.of.get(code, []) for table in tables}
        raw = {SERVICES.title: [_raw(cells)]} | {
            sheet.title: [_raw(row) for _number, row in rows]
            for sheet, rows in parts.items()
            if rows
        }
        with override("vi"):
            result = _service(code, services, number, cells, parts)
        yield Row(number, raw, result)
    for table in tables:
        for code, rows in table.of.items():
            if code not in known:
                reason = f"Trang “{table.sheet.title}” có mã này nhưng trang “{SERVICES.title}” không có."
                number, cells = rows[0]
                yield Row(
                    number, {table.sheet.title: [_raw(cells)]}, Rejection(code, "code", reason)
                )


class _Table:
    """One sheet: its rows with their numbers, and the same by code."""

    def __init__(self, workbook: CalamineWorkbook, sheet: Sheet) -> None:
        self.sheet = sheet
        table = workbook.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        header = [one_line(cell) for cell in (table[0] if table else [])]
        missing = [one.title for one in sheet.columns if one.title not in header]
        if missing:
            raise UnreadableFile(
                f"Trang “{sheet.title}” thiếu cột {', '.join(f'“{one}”' for one in missing)}. "
                "Dòng 1 phải giữ nguyên tên các cột, dòng 2 là lời hướng dẫn. Thêm lại cột (có thể "
                "để trống) rồi nhập lại. Chưa có gì được ghi."
            )
        self.places = [header.index(one.title) for one in sheet.columns]
        self.rows: list[tuple[int, list[Any]]] = list(self._rows(table))
        self.of: dict[str, list[tuple[int, list[Any]]]] = defaultdict(list)
        for number, cells in self.rows:
            self.of[_code(cells[0])].append((number, cells))

    def _rows(self, table: list[list[Any]]) -> Iterator[tuple[int, list[Any]]]:
        """Rows that hold something, each with what its continuation rows add to it."""
        whole: tuple[int, list[Any]] | None = None
        for number, line in enumerate(table[_FIRST_ROW - 1 :], start=_FIRST_ROW):
            cells = [line[place] if place < len(line) else "" for place in self.places]
            if not any(one_line(cell) for cell in cells):
                continue
            more = [str(cell)[len(CONTINUED) :] if _continues(cell) else "" for cell in cells]
            if whole is not None and any(more):
                whole[1][:] = [
                    f"{cell}{rest}" if rest else cell
                    for cell, rest in zip(whole[1], more, strict=True)
                ]
                continue
            if whole is not None:
                yield whole
            whole = (number, cells)
        if whole is not None:
            yield whole


def _continues(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith(CONTINUED)


def _service(
    code: str,
    services: _Table,
    number: int,
    cells: list[Any],
    parts: dict[Sheet, list[tuple[int, list[Any]]]],
) -> ServiceRecord | Rejection:
    if not CODE_RE.match(code):
        return Rejection(code, "code", f"Mã viết không đúng mẫu (ví dụ 1.001193): “{code}”.")
    try:
        values = service_values(_cells(services.sheet, number, cells))
        for sheet, rows in parts.items():
            found = part_values(sheet.field, [_cells(sheet, place, row) for place, row in rows])
            if sheet.field != "blocks":
                values[sheet.field] = found
            elif found:
                values["guidance"] = found
    except _WrongCell as error:
        return Rejection(code, error.args[0], error.args[1])
    except ValueError as error:
        return Rejection(code, "guidance", f"Khối hướng dẫn không đúng JSON: {error}")
    return build(values)


def _cells(sheet: Sheet, number: int, cells: list[Any]) -> Cells:
    found: Cells = {}
    for column, cell in zip(sheet.columns, cells, strict=True):
        try:
            found[column.key] = _value(column, cell)
        except ValueError as error:
            where = f"trang “{sheet.title}”, dòng {number}, cột “{column.title}”"
            raise _WrongCell(
                sheet.field or column.key, f"{_REASONS[column.kind]}: “{one_line(cell)}” ({where})."
            ) from error
    return found


_REASONS = {
    "text": "Giá trị không có trong danh sách",
    "lines": "Không đọc được",
    "code": "Mã viết không đúng",
    "tick": "Chỉ điền x hoặc để trống",
    "int": "Không phải là số nguyên",
    "decimal": "Không phải là số",
    "date": "Không phải là ngày",
}


def _value(column: Column, cell: Any) -> Any:
    """The cell as a value of the schema; ValueError when it does not fit the column."""
    text = clean(_plain_number(cell))
    if column.choices is not None:
        return _choice(column, text)
    match column.kind:
        case "tick":
            if text and text.lower() not in _TICKS:
                raise ValueError(text)
            return bool(text)
        case "lines":
            return [line.strip() for line in text.split("\n") if line.strip()]
        case "code":
            return _code(cell)
        case "int":
            return _whole(text) if text else None
        case "decimal":
            return float(text.replace(",", ".")) if text else None
        case "date":
            return day(cell)
    return text


def _choice(column: Column, text: str) -> str:
    if not text:
        return ""
    for one in column.choices or ():
        if fold(text) in (fold(str(one.label)), fold(one.value)):
            return str(one.value)
    raise ValueError(text)


def _whole(text: str) -> int:
    """A whole number, thousands grouped or not, with or without đồng."""
    digits = re.sub(r"\s*(đồng|đ|vnđ)$", "", text.lower())
    if re.fullmatch(r"\d{1,3}([., ]\d{3})+|\d+", digits):
        return int(re.sub(r"\D", "", digits))
    raise ValueError(text)


def _plain_number(cell: Any) -> Any:
    """Excel's numbers are floats: 163.0 was written 163."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _code(cell: Any) -> str:
    return f"{cell:.6f}" if isinstance(cell, float) else one_line(cell)


def _raw(cells: list[Any]) -> list[str]:
    return [str(cell) for cell in cells]
