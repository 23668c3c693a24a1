"""Numbers of legal documents, however people and tables write them."""

from __future__ import annotations

import pytest

from services_catalogue.law.numbers import asked, law_numbers


def keys(text: str) -> list[str]:
    return [one.key for one in law_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Luật Hộ tịch số 60/2014/QH13", ["60/2014/QH13"]),
        ("Nghị định 123/2015/NĐ-CP ngày 15/11/2015", ["123/2015/ND-CP"]),
        ("Thông tư 04/2020/TT-BTP", ["4/2020/TT-BTP"]),
        ("thông tư 4/2020/tt-btp", ["4/2020/TT-BTP"]),
        ("số 02 / 2020 / TT - BTP.", ["2/2020/TT-BTP"]),
        ("Nghị định số 23/2015 của Chính phủ", ["23/2015/ND-CP"]),
        ("23/2015/NĐ-CPNghị định về chứng thực", ["23/2015/ND-CP"]),
        ("54/2014/QH1354/2014/QH13", ["54/2014/QH13", "54/2014/QH13"]),
        ("71/2025/TT-BXDLUẬT NHÀ Ở", ["71/2025/TT-BXD"]),
        ("66.7/2025/NQ-CP", ["66.7/2025/NQ-CP"]),
        ("dữ liệu.07/2025/NĐ-CP", ["7/2025/ND-CP"]),
        ("Quyết định 2628/QĐ-BTC", ["2628/QD-BTC"]),
        ("01/2020/TTLT-BTP-BCA-BYT", ["1/2020/TTLT-BTP-BCA-BYT"]),
        ("ngày 01/7/2025, tờ khai 02/TK, mẫu HQ/2015/NK", []),
    ],
)
def test_numbers_in_text(text, found):
    assert keys(text) == found


@pytest.mark.parametrize(
    "typed",
    [
        "23/2015/NĐ-CP",
        "NĐ 23/2015",
        "nd 23/2015",
        "nghi dinh so 23/2015",
        "23 / 2015 / nđ-cp",
        "23/2015",
    ],
)
def test_a_person_types_it_in_many_ways(typed):
    meant = asked(typed)
    assert meant is not None
    assert meant.matches("23/2015/ND-CP")
    assert not meant.matches("123/2015/ND-CP")
    assert not meant.matches("23/2016/ND-CP")


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("NĐ 23/2015", "23/2015/TT-BTC"),
        ("luật 60/2014", "60/2014/TT-BTP"),
        ("TT 1/2020", "1/2020/TTLT-BTP"),
    ],
)
def test_the_kind_that_was_typed_counts(typed, other):
    assert not asked(typed).matches(other)


def test_words_without_a_number_are_no_number():
    assert asked("luật hộ tịch") is None
