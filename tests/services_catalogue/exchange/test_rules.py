"""What stays out of the public catalogue."""

from services_catalogue.exchange.rows import Rejection, Row
from services_catalogue.exchange.rules import public_only
from tests.services_catalogue.exchange.samples import own


def verdicts(*records) -> list[str]:
    rows = public_only(Row(number, {}, one) for number, one in enumerate(records))
    return [row.result.field if isinstance(row.result, Rejection) else "" for row in rows]


def test_internal_procedures_stay_out():
    assert verdicts(own("5.000001"), own("6.000001"), own("1.000001")) == ["code", "code", ""]


def test_names_of_lists_are_no_names_of_services():
    bogus = "Công bố Danh mục và Quy trình nội bộ thủ tục hành chính thuộc thẩm\nquyền của Sở A"
    fine = "Công bố danh mục khu đất dự kiến thực hiện dự án"
    assert verdicts(own("1.000001", name=bogus), own("1.000002", name=fine)) == ["name", ""]


def test_one_of_each_copied_text_is_enough():
    assert verdicts(own("1.000001"), own("1.000002"), own("1.000003", name="Tên khác")) == [
        "",
        "name",
        "",
    ]


def test_the_same_name_in_a_bare_list_is_no_copy():
    bare = {"steps": [], "decision_number": ""}
    assert verdicts(own("1.000001", **bare), own("1.000002", **bare)) == ["", ""]


def test_a_list_of_provinces_is_no_text():
    provinces = ", ".join(f"Tỉnh {name}{name.lower()}" for name in "ABCDEFGHIKL")
    text = f"Nộp tại {provinces}, hoặc ở nơi bạn đang sống, tuỳ bạn chọn."
    assert verdicts(own("1.000001", steps=[{"body": provinces}])) == ["steps"]
    assert verdicts(own("1.000001", steps=[{"body": text}])) == [""]
