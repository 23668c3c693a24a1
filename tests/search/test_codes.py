"""Codes in the search box."""

import pytest

from search.codes import code_forms, dossier_code, procedure_code


@pytest.mark.parametrize(
    "typed",
    ["1.001193", "1001193", " tt 1.001193", "TTHC: 1.001193", "mã thủ tục 1.001193", "1,001193"],
)
def test_a_procedure_code_is_read_however_it_is_typed(typed):
    assert procedure_code(typed) == "1.001193"


@pytest.mark.parametrize(
    "typed", ["", "khai sinh 1.001193 ở đâu", "0912345678", "001193", "1.00119"]
)
def test_other_numbers_are_no_procedure(typed):
    assert procedure_code(typed) == ""


def test_a_suffix_stays_with_its_code():
    assert procedure_code("1.001193.h49") == "1.001193.H49"
    assert "1.001193" in code_forms("1.001193.H49")


@pytest.mark.parametrize(
    "typed", ["H49.22-261124-0001", "h49.22-261124-0001 ", "mã hồ sơ: H49.22-261124-0001"]
)
def test_a_dossier_code_is_read(typed):
    assert dossier_code(typed) == "H49.22-261124-0001"


def test_other_words_are_no_dossier():
    assert dossier_code("hộ khẩu") == "" and dossier_code("H49") == ""
