"""Rejected rows as a workbook that can be mended and handed in again, the reason beside each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from django.utils.translation import override
from openpyxl import Workbook

from services_catalogue.exchange.flat_rows import REASON, cell_of
from services_catalogue.exchange.workbook_layout import PARTS, SERVICES, Column
from services_catalogue.exchange.writing import sheet_head, write_cells
from services_catalogue.models import ImportRow

_SHEETS = {sheet.title: sheet for sheet in (SERVICES, *PARTS)}


class _Kept(NamedTuple):
    """A rejected row, and what stood in the file."""

    row: ImportRow
    raw: dict[str, Any]

    @property
    def reason(self) -> str:
        """The field at fault and why."""
        return f"[{self.row.fault}] {self.row.note}"


def rejected_workbook(rows: Iterable[ImportRow]) -> IO[bytes]:
    """The workbook as an open file: our own layout for rows that came so, else a table of the source's keys."""
    book = Workbook(write_only=True)
    kept = [_Kept(row, row.raw) for row in rows if isinstance(row.raw, dict)]
    own = [one for one in kept if one.raw.keys() <= _SHEETS.keys()]
    flat = [one for one in kept if not one.raw.keys() <= _SHEETS.keys()]
    with override("vi"):
        if own:
            _own_sheets(book, own)
        else:
            _flat_sheet(book, flat)
    file = TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(file)
    file.seek(0)
    return file


def _own_sheets(book: Workbook, rows: Sequence[_Kept]) -> None:
    used = {title for row in rows for title in row.raw}
    for title, sheet in _SHEETS.items():
        if sheet is not SERVICES and title not in used:
            continue  # a sheet that is not there leaves that part of the pages alone
        page = book.create_sheet(title)
        sheet_head(page, sheet, more=[REASON])
        for row in rows:
            for cells in row.raw.get(title, []):
                values = [
                    _as_it_was(column, cell)
                    for column, cell in zip(sheet.columns, cells, strict=False)
                ]
                values[0] = row.row.code or values[0]
                write_cells(page, [*values, row.reason])


def _as_it_was(column: Column, cell: str) -> Any:
    """The number or day that a cell of the file held; its text where it held neither."""
    with suppress(ValueError):
        if column.kind in ("int", "decimal"):
            number = float(cell)
            return int(number) if number.is_integer() else number
        if column.kind == "date":
            return date.fromisoformat(cell[:10])
    return cell


def _flat_sheet(book: Workbook, rows: Sequence[_Kept]) -> None:
    page = book.create_sheet("Bị loại")
    keys = list(dict.fromkeys(key for row in rows for key in row.raw))
    page.append([*keys, REASON])
    for row in rows:
        values: list[Any] = [cell_of(row.raw.get(key)) for key in keys]
        write_cells(page, [*values, row.reason])
