"""Files of services: JSON lines, and a workbook that an editor can fill in."""

from __future__ import annotations

import csv
import gzip
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from services_catalogue.exchange.flat_rows import FIELDS, record_cells
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.workbook_layout import (
    CONTINUED,
    LISTS,
    PARTS,
    SERVICES,
    Column,
    Sheet,
)
from services_catalogue.exchange.workbook_rows import Cells, part_rows, service_row

_CELL = 32_000
_LAST_ROW = 100_000
_HEAD = PatternFill("solid", fgColor="DCE9EC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is complete."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        os.fchmod(handle, 0o644)  # mkstemp's own 0600 would hide the export from other users
        with os.fdopen(handle, "wb") as file:
            yield file
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_json_lines(path: Path, records: Iterable[ServiceRecord]) -> int:
    """Write ``records``, one a line, gzipped when the name ends in .gz; answers how many."""
    written = 0
    with _whole_or_nothing(path) as file:
        # Without a time stamp the same catalogue gives the same bytes.
        packed = gzip.GzipFile("", "wb", fileobj=file, mtime=0) if path.suffix == ".gz" else file
        for record in records:
            packed.write(record.model_dump_json().encode() + b"\n")
            written += 1
        if packed is not file:
            packed.close()  # writes the checksum; the file beneath stays open
    return written


def write_csv(path: Path, records: Iterable[ServiceRecord]) -> int:
    """Write ``records``, a row each, with the fields of the record as its columns; Excel opens it."""
    written = 0
    with _whole_or_nothing(path) as file:
        for line in csv_lines(records):
            file.write(line.encode())
            written += 1
    return written - 1


def csv_lines(records: Iterable[ServiceRecord]) -> Iterator[str]:
    """The lines of that file, header first, as they come."""
    told = csv.writer(echo := _Echo())
    told.writerow(FIELDS)
    yield "\ufeff" + echo.line
    for record in records:
        told.writerow(record_cells(record))
        yield echo.line


class _Echo:
    """A file that keeps the last line written."""

    line = ""

    def write(self, text: str) -> None:
        self.line = text


def write_workbook(
    path: Path, records: Iterable[ServiceRecord], *, fields: Iterable[str] = ()
) -> int:
    """Write the workbook: a sheet a kind of part, hints and drop-down lists. Answers how many.

    All sheets grow side by side, each into a file of its own, so that ``records`` are read once and
    not kept.
    """
    book = Workbook(write_only=True)
    written = 0
    with override("vi"), ExitStack() as half_done:
        lists = _Lists(sorted(fields))
        pages = [(sheet, book.create_sheet(sheet.title)) for sheet in (SERVICES, *PARTS)]
        for sheet, page in pages:
            # What fails on the way leaves no half sheet for the collector to stumble over.
            half_done.callback(page.close)
            _head(page, sheet, lists)
        for record in records:
            written += 1
            for sheet, page in pages:
                rows = (
                    [service_row(record)] if sheet is SERVICES else part_rows(record, sheet.field)
                )
                for cells in rows:
                    _write(page, sheet, {**cells, "code": record.code})
        lists.write(book)
        half_done.pop_all()
    with _whole_or_nothing(path) as file:
        book.save(file)
    return written


class _Lists:
    """The hidden sheet of what may be chosen."""

    def __init__(self, fields: list[str]) -> None:
        self._columns: list[list[str]] = []
        self._places: dict[str, int] = {}
        self._fields = fields

    def reference(self, column: Column) -> str:
        """Range of the choices of ``column``; empty when anything may be written."""
        if column.choices is not None:
            key, labels = column.choices.__name__, [str(label) for label in column.choices.labels]
        elif column.key == "field" and self._fields:
            key, labels = "field", self._fields
        elif column.kind == "tick":
            key, labels = "tick", ["x"]
        else:
            return ""
        if key not in self._places:
            self._columns.append(labels)
            self._places[key] = len(self._columns)
        letter = get_column_letter(self._places[key])
        return f"'{LISTS}'!${letter}$1:${letter}${len(labels)}"

    def write(self, book: Workbook) -> None:
        page = book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for row in range(max((len(one) for one in self._columns), default=0)):
            page.append([one[row] if row < len(one) else None for one in self._columns])


def _head(page: Any, sheet: Sheet, lists: _Lists, *, more: Sequence[str] = ()) -> None:
    page.freeze_panes = "B3"
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        if reference := lists.reference(column):
            rule = DataValidation("list", formula1=f"={reference}", allow_blank=True)
            rule.showErrorMessage = column.key != "field"
            rule.error = "Chọn một giá trị trong danh sách."
            rule.add(f"{letter}3:{letter}{_LAST_ROW}")
            page.data_validations.append(rule)
    titles = [column.title for column in sheet.columns] + list(more)
    titles = [_styled(page, title, bold=True) for title in titles]
    hints = [_styled(page, column.hint, bold=False) for column in sheet.columns]
    page.append(titles)
    page.append(hints)


def _styled(page: Any, text: str, *, bold: bool) -> Any:
    cell = WriteOnlyCell(page, value=text)
    cell.font = Font(bold=bold, italic=not bold, color=None if bold else "5A6670")
    cell.fill = _HEAD
    cell.alignment = _WRAPPED
    return cell


def _write(page: Any, sheet: Sheet, cells: Cells) -> None:
    write_cells(page, [_shown(column, cells.get(column.key)) for column in sheet.columns])


def sheet_head(page: Any, sheet: Sheet, more: Sequence[str] = ()) -> None:
    """The two rows above the data of ``sheet``, with ``more`` titles behind its own."""
    _head(page, sheet, _Lists([]), more=more)


def write_cells(page: Any, values: list[Any]) -> None:
    """One row, and further rows for what does not fit into its cells."""
    first = values[0]
    rest = [""] * len(values)
    for place, value in enumerate(values):
        if isinstance(value, str) and len(value) > _CELL:
            values[place], rest[place] = _cut(value)
    page.append([_cell(page, value) for value in values])
    while any(rest):
        values = [None if not one else CONTINUED + _cut(one)[0] for one in rest]
        rest = [_cut(one)[1] for one in rest]
        values[0] = first
        page.append([_cell(page, value) for value in values])


def _cut(text: str) -> tuple[str, str]:
    """Text that fits into a cell and the rest, parted where no space would get lost."""
    if len(text) <= _CELL:
        return text, ""
    at = _CELL
    while at > 1 and (text[at - 1].isspace() or text[at].isspace()):
        at -= 1
    return text[:at], text[at:]


def _shown(column: Column, value: Any) -> Any:
    """The value as Excel shows it; empty cells for empty values."""
    if column.kind == "tick":
        return "x" if value else None
    if value is None or value == "" or value == []:
        return None
    if column.choices is not None:
        return str(column.choices(value).label)
    if column.kind == "lines":
        return "\n".join(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _cell(page: Any, value: Any) -> Any:
    """A cell whose text stays text: "=1+1" is no formula here."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        if value.startswith("=") or value in ERROR_CODES:
            cell = WriteOnlyCell(page, value=value)
            cell.data_type = "s"
            return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(page, value=datetime(value.year, value.month, value.day))  # noqa: DTZ001
        cell.number_format = "dd/mm/yyyy"
        return cell
    return value


WRITERS: dict[str, Callable[..., int]] = {
    ".csv": write_csv,
    ".jsonl": write_json_lines,
    ".gz": write_json_lines,
    ".xlsx": write_workbook,
}
