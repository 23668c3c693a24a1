"""The workbook that editors fill in."""

import pytest
from openpyxl import load_workbook

from services_catalogue.exchange.readers import read_file
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, UnreadableFile
from services_catalogue.exchange.workbook_layout import LISTS, PARTS, SERVICES
from services_catalogue.exchange.writing import write_workbook
from tests.services_catalogue.exchange.samples import own


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "mau.xlsx"
    write_workbook(path, [], fields=["Hộ tịch", "Thư viện"])
    return path


def fill(path, sheet: str, *rows: dict) -> None:
    """Write cells under their titles, as an editor does."""
    book = load_workbook(path)
    page = book[sheet]
    places = {cell.value: cell.column for cell in page[1]}
    for row in rows:
        number = max(page.max_row + 1, 3)
        for title, value in row.items():
            page.cell(number, places[title], value)
    book.save(path)


def only(path) -> ServiceRecord | Rejection:
    (row,) = read_file(path)
    return row.result


NEW = {"Mã thủ tục": "1.990003", "Tên chính thức": "Thủ tục cấp thẻ", "Lĩnh vực": "Thư viện"}


def test_the_template_explains_itself(template):
    book = load_workbook(template)
    assert book.sheetnames == [SERVICES.title, *(one.title for one in PARTS), LISTS]
    assert book[LISTS].sheet_state == "hidden"
    ways = book["Cách nộp"]
    assert ways["A1"].value == "Mã thủ tục"
    assert "trang Dịch vụ" in ways["A2"].value
    assert ways.freeze_panes == "B3"
    rules = {str(rule.sqref): rule.formula1 for rule in ways.data_validations.dataValidation}
    sheet, _mark, place = rules["C3:C100000"].removeprefix("=").partition("!")
    assert sheet == f"'{LISTS}'"
    labels = [cell.value for (cell,) in book[LISTS][place.replace("$", "")]]
    assert labels == ["Trực tuyến", "Trực tiếp", "Bưu chính công ích"]


def test_what_an_editor_writes_is_a_service(template):
    fill(
        template,
        "Dịch vụ",
        NEW
        | {
            "Cấp xã": "X",
            "Người dân": "có",
            "Mức trực tuyến": "Làm trọn trên mạng",
            "Hiệu lực từ": "01/07/2026",
            "Tên thường gọi": "xin thẻ\n làm thẻ ",
            "Số hồ sơ mỗi năm": 1200,
        },
    )
    fill(
        template,
        "Cách nộp",
        {
            "Mã thủ tục": "1.990003",
            "Cách nộp số": 1,
            "Hình thức": "trực tuyến",
            "Thời hạn số": 1,
            "Thời gian": "2,5",
            "Đơn vị": "ngày làm việc",
            "Phí hay lệ phí": "Lệ phí",
            "Số tiền (đồng)": "115.000 đ",
        },
        {
            "Mã thủ tục": "1.990003",
            "Cách nộp số": 1,
            "Hình thức": "Trực tuyến",
            "Thời hạn số": 1,
            "Phí hay lệ phí": "Phí",
            "Số tiền (đồng)": 0,
        },
    )
    fill(template, "Các bước", {"Mã thủ tục": "1.990003", "Việc cần làm": "Nộp đơn."})
    record = only(template)
    assert isinstance(record, ServiceRecord), record
    assert (record.levels, record.audiences, record.online_level) == (
        ["commune"],
        ["citizen"],
        "full",
    )
    assert record.effective_from.isoformat() == "2026-07-01"
    assert record.popular_names == ["xin thẻ", "làm thẻ"]
    assert record.popularity == 1200
    (limit,) = record.channels[0].time_limits
    assert (limit.value, limit.unit) == (2.5, "working_day")
    assert [(one.kind, one.amount) for one in limit.fees] == [("levy", 115_000), ("charge", 0)]
    assert [one.body for one in record.steps] == ["Nộp đơn."]


def test_a_code_that_excel_took_for_a_number_is_restored(template):
    fill(template, "Dịch vụ", NEW | {"Mã thủ tục": 1.99003})
    assert only(template).code == "1.990030"


def test_a_missing_column_stops_and_names_sheet_and_column(template):
    book = load_workbook(template)
    book["Giấy tờ"].delete_cols(5)
    book.save(template)
    with pytest.raises(UnreadableFile, match=r"Giấy tờ.*Bản chính"):
        read_file(template)


def test_a_deleted_sheet_leaves_its_parts_alone(template):
    fill(template, "Dịch vụ", NEW)
    book = load_workbook(template)
    del book["Các bước"]
    book.save(template)
    assert "steps" not in only(template).model_fields_set
    assert "channels" in only(template).model_fields_set


@pytest.mark.parametrize(
    ("sheet", "cells", "field", "words"),
    [
        ("Cách nộp", {"Hình thức": "Bồ câu"}, "channels", "Bồ câu"),
        ("Cách nộp", {"Hình thức": "Trực tiếp", "Thời gian": "vài"}, "channels", "dòng 3"),
        ("Cách nộp", {"Hình thức": "Trực tiếp", "Thời gian": 3}, "channels", "số và đơn vị"),
        ("Giấy tờ", {"Tên giấy tờ": "Đơn", "Bản chính": "một"}, "cases", "số nguyên"),
        ("Giấy tờ", {"Tên giấy tờ": "Đơn", "Bắt buộc": "không"}, "cases", "x hoặc để trống"),
        ("Căn cứ pháp lý", {"Địa chỉ văn bản": "javascript:alert(1)"}, "legal_bases", "mẫu"),
        ("Khối hướng dẫn", {"Khối": "{không phải"}, "guidance", "JSON"),
    ],
)
def test_a_wrong_cell_rejects_its_service_with_place_and_reason(
    template, sheet, cells, field, words
):
    fill(template, "Dịch vụ", NEW)
    fill(template, sheet, {"Mã thủ tục": "1.990003"} | cells)
    result = only(template)
    assert isinstance(result, Rejection)
    assert result.field.startswith(field)
    assert words in result.reason


def test_wrong_cells_of_the_service_itself(template):
    fill(template, "Dịch vụ", NEW | {"Hiệu lực từ": "31/02/2026"}, NEW | {"Mã thủ tục": "abc"})
    first, second = read_file(template)
    assert (first.result.field, second.result.field) == ("effective_from", "code")


def test_parts_of_a_service_that_is_not_there_are_told(template):
    fill(template, "Các bước", {"Mã thủ tục": "1.990099", "Việc cần làm": "Nộp."})
    result = only(template)
    assert result.code == "1.990099"
    assert "Các bước" in result.reason


def test_numbers_and_dates_of_an_export_are_numbers_and_dates(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [own()])
    book = load_workbook(path)
    head = {cell.value: cell.column for cell in book["Dịch vụ"][1]}
    assert book["Dịch vụ"].cell(3, head["Hiệu lực từ"]).is_date
    assert book["Dịch vụ"].cell(3, head["Số hồ sơ mỗi năm"]).value == 120
    fees = {cell.value: cell.column for cell in book["Cách nộp"][1]}
    assert book["Cách nộp"].cell(4, fees["Số tiền (đồng)"]).value == 115_000
