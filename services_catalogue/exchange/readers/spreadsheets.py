"""xlsx files: our own workbook, or a ministry's list of procedures."""

from __future__ import annotations

import io
from typing import Any

import python_calamine as calamine

from services_catalogue.exchange.agency_names import split_names
from services_catalogue.exchange.flat_rows import REASON, joined
from services_catalogue.exchange.readers.text_files import parser_of
from services_catalogue.exchange.readers.workbook import is_own_workbook, read_workbook
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, Row, Rows, UnreadableFile, build
from services_catalogue.exchange.source_text import one_line
from services_catalogue.exchange.workbook_layout import CONTINUED
from services_catalogue.vocabulary import AgencyRole

_COLUMNS = {
    "code": "Mã số",
    "name": "Tên",
    "executing": "Cơ quan thực hiện",
    "field": "Lĩnh vực",
}
_HEADER_WITHIN = 10


def read_spreadsheet(content: bytes) -> Rows:
    """Rows of the workbook in ``content``; :class:`UnreadableFile` when it is neither shape."""
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        if is_own_workbook(workbook):
            return read_workbook(workbook)
        table = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (calamine.CalamineError, calamine.WorksheetNotFound, IndexError, OSError) as error:
        raise UnreadableFile(
            "Không mở được bảng tính: tệp hỏng hoặc không phải .xlsx. Mở bằng Excel, lưu lại "
            "thành .xlsx rồi nhập lại."
        ) from error
    return _read_flat(table) or _read_list(table)


def _read_flat(table: list[list[Any]]) -> Rows | None:
    """Rows under the keys of a source, such as rejected rows that were mended; None for others."""
    header = [one_line(cell) for cell in (table[0] if table else [])]
    found = parser_of(header)
    if found is None:
        return None
    parse, foreign = found
    cells = joined(([str(cell) for cell in row] for row in table[1:]), CONTINUED)

    def rows() -> Rows:
        for number, row in enumerate(cells, start=2):
            values = dict(zip(header, row, strict=True))
            values.pop(REASON, None)
            values.pop("", None)
            if any(values.values()):
                yield Row(number, values, parse(values), foreign)

    return rows()


def code_text(value: Any) -> str:
    """A code of a cell; Excel turns 1.001190 into the number 1.00119."""
    return f"{value:.6f}" if isinstance(value, float) else one_line(value)


def _read_list(table: list[list[Any]]) -> Rows:
    above, header = _header(table)
    missing = [title for title in _COLUMNS.values() if title not in header]
    if missing:
        raise UnreadableFile(
            f"Bảng tính thiếu cột {', '.join(f'“{one}”' for one in missing)}; các cột có: "
            f"{', '.join(filter(None, header))}. Thêm cột rồi nhập lại."
        )
    return _list_rows(table, header, above)


def _header(table: list[list[Any]]) -> tuple[int, list[str]]:
    """Place and titles of the header: a title page of the ministry may stand above it."""
    for number, cells in enumerate(table[:_HEADER_WITHIN]):
        header = [one_line(cell) for cell in cells]
        if _COLUMNS["code"] in header or _COLUMNS["name"] in header:
            return number, header
    raise UnreadableFile(
        "Không nhận ra bảng tính. Cần danh sách thủ tục của bộ, ngành (có cột “Mã số”, “Tên”) "
        "hoặc tệp do lệnh export_catalogue xuất ra (có trang “Dịch vụ”)."
    )


def _list_rows(table: list[list[Any]], header: list[str], above: int) -> Rows:
    places = {key: header.index(title) for key, title in _COLUMNS.items()}
    for number, cells in enumerate(table[above + 1 :], start=above + 2):
        if not any(one_line(cell) for cell in cells):
            continue
        raw = dict(zip(header, map(str, cells), strict=False))
        values = {key: cells[place] for key, place in places.items()}
        yield Row(number, raw, _service(values), foreign=True)


def _service(values: dict[str, Any]) -> ServiceRecord | Rejection:
    stated: dict[str, Any] = {
        "code": code_text(values["code"]),
        "name": one_line(values["name"]),
        "field": one_line(values["field"]),
    }
    if names := split_names(values["executing"]):
        stated["agencies"] = [{"role": AgencyRole.EXECUTING, "name": name} for name in names]
    return build(stated)
