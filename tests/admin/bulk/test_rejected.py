"""Rejected rows come back as a workbook with their reasons; mended, it is taken as any other file."""

from __future__ import annotations

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from services_catalogue.exchange.exporting import export_records
from services_catalogue.exchange.flat_rows import REASON
from services_catalogue.exchange.importing import import_rows
from services_catalogue.exchange.readers import read_file
from services_catalogue.exchange.writing import WRITERS
from tests.services_catalogue.exchange.samples import defence, national

pytestmark = pytest.mark.django_db


@pytest.fixture
def workbook_of(moderator):
    """The workbook of a run, as openpyxl knows it."""

    def load(run):
        answer = moderator.get(reverse("bulk_import_rejected", args=[run.pk]))
        assert "no-store" in answer["Cache-Control"]
        return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))

    return load


def again(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def mend(page, column: str, value: str) -> None:
    header = [cell.value for cell in page[1]]
    row = page.max_row
    assert page.cell(row, header.index(REASON) + 1).value
    page.cell(row, header.index(column) + 1, value)


@pytest.mark.parametrize(("row", "column"), [(national(), "ten_thu_tuc"), (defence(), "metadata")])
def test_rows_of_other_sources_are_mended_in_their_own_words(
    site_tree, moderator, hand_in, workbook_of, row, column
):
    broken = {"ten_thu_tuc": "", "metadata": {**row.get("metadata", {}), "tên_thủ_tục": ""}}[column]
    run = hand_in(moderator, [row | {column: broken}])
    assert (run.new, run.rejected) == (0, 1)
    book = workbook_of(run)
    good = row[column]
    mend(book.worksheets[0], column, good if isinstance(good, str) else json.dumps(good))
    mended = hand_in(moderator, again(book), name="da-sua.xlsx")
    assert (mended.new, mended.rejected) == (1, 0)
    whole = hand_in(moderator, [row])
    assert mended.rows.get().after == whole.rows.get().after


def test_rows_of_our_own_workbook_keep_its_sheets(services, editor, hand_in, workbook_of, tmp_path):
    path = tmp_path / "danh-muc.xlsx"
    WRITERS[".xlsx"](path, export_records())
    book = load_workbook(path)
    page = book["Dịch vụ"]
    header = [cell.value for cell in page[1]]
    name = header.index("Tên chính thức") + 1
    place = header.index("Mức trực tuyến") + 1
    page.cell(3, place, "Nộp bằng chim bồ câu")
    page.cell(3, name, "Tên khác")
    run = hand_in(editor, again(book), name="danh-muc.xlsx")
    assert (run.changed, run.rejected) == (0, 1)
    back = workbook_of(run)
    mend(back["Dịch vụ"], "Mức trực tuyến", "Làm trọn trên mạng")
    mended = hand_in(editor, again(back), name="da-sua.xlsx")
    assert (mended.changed, mended.rejected) == (1, 0)
    assert set(mended.rows.get().after) == {"name"}


def test_a_csv_of_ours_is_taken_back_unchanged(services, tmp_path):
    path = tmp_path / "danh-muc.csv"
    assert WRITERS[".csv"](path, export_records()) == 4
    rows = read_file(path)
    assert [row.foreign for row in rows] == [False] * 4
    summary = import_rows(rows, dry_run=True)
    assert (summary.unchanged, summary.changed, summary.created) == (4, 0, 0)
    assert not summary.rejected
