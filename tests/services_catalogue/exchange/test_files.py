"""Files of all shapes, and files that cannot be read: nothing is answered then."""

import csv
import gzip
import io
import json

import pytest
from openpyxl import Workbook

from services_catalogue.exchange.readers import read_file
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, UnreadableFile
from tests.services_catalogue.exchange.samples import defence, national, own, write_lines

LIST_COLUMNS = ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"]


def write_list(path, rows, columns=LIST_COLUMNS):
    book = Workbook()
    page = book.active
    page.append(["DANH SÁCH THỦ TỤC HÀNH CHÍNH"])
    page.append(columns)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "no-ending"])
@pytest.mark.parametrize(
    ("row", "code", "foreign"),
    [
        (national(), "1.990001", True),
        (defence(), "1.990002", True),
        (own().model_dump(mode="json"), "1.990003", False),
    ],
)
def test_the_reader_is_chosen_by_looking_at_the_file(tmp_path, name, row, code, foreign):
    (read,) = read_file(write_lines(tmp_path / name, [row]))
    assert isinstance(read.result, ServiceRecord), read.result
    assert (read.result.code, read.foreign, read.number) == (code, foreign, 1)


def test_a_json_array_is_read_too(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([national("1.990001"), national("1.990002")]), encoding="utf-8")
    assert [row.result.code for row in read_file(path)] == ["1.990001", "1.990002"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_flat_list_states_only_what_it_has(tmp_path, delimiter):
    row = {k: v for k, v in national().items() if not k.startswith(("trinh", "cach", "thanh"))}
    text = io.StringIO()
    writer = csv.DictWriter(text, row.keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(row)
    path = tmp_path / "a.csv"
    path.write_text("\ufeff" + text.getvalue(), encoding="utf-8")
    (read,) = read_file(path)
    assert read.result.field == "Thư viện"
    assert not read.result.model_fields_set & {"steps", "channels", "targets", "online_level"}


def test_a_ministrys_list_is_read_below_its_title(tmp_path):
    rows = [
        [
            "1.990010",
            " Thủ tục mượn sách ",
            "Bộ A",
            "Thư viện tỉnh\nỦy ban nhân dân cấp xã",
            "Sách",
        ],
        [1.99002, "Thủ tục trả sách", "Bộ A", "", "Sách"],
        ["", "", "", "", ""],
        ["1.990021", "Thủ tục mất sách", "Bộ A", "", ""],
    ]
    first, second, third = read_file(write_list(tmp_path / "a.xlsx", rows))
    assert first.result.name == "Thủ tục mượn sách"
    assert [one.name for one in first.result.agencies] == [
        "Thư viện tỉnh",
        "Ủy ban nhân dân cấp xã",
    ]
    assert second.result.code == "1.990020", "Excel cuts the zero of a number"
    assert isinstance(third.result, Rejection)
    assert (third.number, third.result.field) == (6, "field")


def test_defence_tables_become_parts(tmp_path):
    (read,) = read_file(write_lines(tmp_path / "a.jsonl", [defence()]))
    record = read.result
    (way,) = record.channels
    assert [(one.value, one.unit) for one in way.time_limits] == [
        (5.0, "working_day"),
        (None, None),
    ]
    assert [one.amount for one in way.time_limits[0].fees] == [2_000_000, 0]
    (paper,) = record.cases[0].documents
    assert (paper.name, paper.originals, paper.copies) == ("Giấy giới thiệu", 1, 2)
    assert paper.form.name == "Giay gioi thieu.doc"
    assert record.legal_bases[0].number == "12/2021/QĐ-TTg"
    assert [one.title for one in record.steps] == ["Gửi thư", "Nhận lịch hẹn"]


def unreadable(path) -> str:
    with pytest.raises(UnreadableFile) as fault:
        read_file(path)
    return str(fault.value)


def test_a_cut_off_archive_stops_with_what_to_do(tmp_path):
    path = write_lines(tmp_path / "a.jsonl.gz", [national(f"1.99{n:04d}") for n in range(50)])
    path.write_bytes(path.read_bytes()[:-200])
    assert "Tải lại tệp" in unreadable(path)


def test_utf_16_stops_with_what_to_do(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ma_thu_tuc,ten_thu_tuc\n1.990001,Thẻ\n", encoding="utf-16")
    assert "UTF-8" in unreadable(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"),
        (b"\xd0\xcf\x11\xe0old", ".xlsx"),
        (b"PK\x03\x04 no workbook", "bảng tính"),
        (b'{"ma_thu_tuc": "1.990001"', "Dòng 1"),
        (b'{"alpha": 1}\n', "alpha"),
        (b"[1, 2]", "JSON"),
        (b"alpha,beta\n1,2\n", "ma_thu_tuc"),
        (b"Th\xf4ng tin,m\xe3\n", "UTF-8"),
        (gzip.compress(b"alpha\n", mtime=0), "ten_thu_tuc"),
    ],
)
def test_other_files_stop_with_a_reason(tmp_path, content, words):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert words in unreadable(path)


def test_a_missing_file_stops_with_its_name(tmp_path):
    assert "nowhere.jsonl" in unreadable(tmp_path / "nowhere.jsonl")


def test_a_list_without_a_column_stops_and_names_it(tmp_path):
    path = write_list(tmp_path / "a.xlsx", [["1.990010", "Thủ tục"]], ["Mã số", "Tên"])
    message = unreadable(path)
    assert "Lĩnh vực" in message
    assert "Cơ quan thực hiện" in message


def test_a_line_cut_off_in_the_middle_stops_the_whole_file(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", [national("1.990001"), national("1.990002")])
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    assert "Dòng 2" in unreadable(path)


def test_the_second_row_of_a_code_is_rejected_with_its_reason(tmp_path):
    rows = [national("1.990001"), national("1.990001", ten_thu_tuc="Thủ tục khác")]
    first, second = read_file(write_lines(tmp_path / "a.jsonl", rows))
    assert first.result.code == "1.990001"
    assert isinstance(second.result, Rejection)
    assert (second.result.code, second.result.field) == ("1.990001", "code")
    assert json.loads(second.raw_json())["ten_thu_tuc"] == "Thủ tục khác"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ma_thu_tuc": "abc"}, "code"),
        ({"ten_thu_tuc": ""}, "name"),
        ({"ten_thu_tuc": "x" * 2001}, "name"),
        ({"linh_vuc": ""}, "field"),
    ],
)
def test_a_row_that_is_no_service_is_rejected_alone(tmp_path, changes, field):
    path = write_lines(tmp_path / "a.jsonl", [national(**changes), national("1.990009")])
    bad, good = read_file(path)
    assert isinstance(bad.result, Rejection)
    assert bad.result.field == field
    assert isinstance(good.result, ServiceRecord)


def test_a_row_of_the_csv_with_too_many_cells_is_rejected_alone(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "ma_thu_tuc,ten_thu_tuc,linh_vuc\n1.990001,Thẻ,Sách,thừa\n1.990002,Thẻ,Sách\n",
        encoding="utf-8",
    )
    bad, good = read_file(path)
    assert bad.result.field == "record"
    assert good.result.code == "1.990002"
