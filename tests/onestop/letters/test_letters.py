"""Letters, read back from their PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onestop.letters import Form, Letter, Paper, Person, render
from onestop.letters.rendering import day_in_words, moment_in_words, qr_as_svg
from tests.onestop.letters.examples import COMMON, LETTERS, RECEIPT, read_back, text_of

each_form = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.form.name.lower())


def test_every_form_has_an_example():
    assert [letter.form for letter in LETTERS] == list(Form)


@each_form
def test_it_says_what_the_form_asks(letter: Letter):
    text = text_of(letter)
    assert "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập – Tự do – Hạnh phúc" in text
    assert letter.form.heading.upper() in text
    assert "UỶ BAN NHÂN DÂN PHƯỜNG HẠ LONG" in text
    assert "Số: 17/2026" in text
    assert "Hạ Long, ngày 03 tháng 02 năm 2026" in text
    assert f"Mẫu số {letter.form}" in text
    for words in (letter.dossier_code, letter.service, letter.applicant.name, letter.contact):
        assert words in text
    for own in ("reason", "term", "result_place"):
        assert getattr(letter, own, "") in text
    assert "None" not in text


@each_form
def test_a_screen_reader_can_read_it(letter: Letter):
    pdf = read_back(letter)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("vi")
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"{letter.form.heading} {letter.dossier_code}"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()
    kinds, alternatives = structure(root["/StructTreeRoot"])
    assert "/H1" in kinds
    assert any(letter.dossier_code in alternative for alternative in alternatives)


def structure(node) -> tuple[set[str], list[str]]:
    """Kinds and alternative texts of all elements below ``node``."""
    kinds, alternatives = {str(node.get("/S"))}, [str(node["/Alt"])] if "/Alt" in node else []
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(child, dict):
            below, texts = structure(child)
            kinds |= below
            alternatives += texts
    return kinds, alternatives


def test_the_same_letter_is_the_same_file():
    assert render(RECEIPT) == render(RECEIPT)


def test_the_qr_holds_the_address_of_tracking():
    assert qr_as_svg("https://portal.example/a") != qr_as_svg("https://portal.example/b")
    assert read_back(RECEIPT).pages[0]["/Annots"][0]["/A"]["/URI"] == RECEIPT.tracking_url


HOSTILE = (
    '#panic("x") $x^2$ \\ *đậm* _n_ <a> @ref // hết /* `raw` ]) #include "/etc/passwd" "quoted"'
)


@each_form
def test_what_people_wrote_is_never_code(letter: Letter):
    changed = replace(
        letter,
        service=HOSTILE,
        applicant=Person(name=HOSTILE, address=HOSTILE),
        **({"reason": HOSTILE} if hasattr(letter, "reason") else {}),
    )
    without_spaces = text_of(changed).replace(" ", "")  # lines may break inside an address
    assert without_spaces.count(HOSTILE.replace(" ", "")) >= 2


def test_a_very_long_name_of_a_service_stays_whole():
    name = " ".join(["Cấp giấy chứng nhận đủ điều kiện kinh doanh dịch vụ"] * 22)[:1100]
    assert name in text_of(replace(RECEIPT, service=name))


def test_sixty_papers_run_over_pages_with_the_head_of_the_table_on_each():
    papers = tuple(Paper(name=f"Giấy tờ thứ {n} của hồ sơ") for n in range(1, 61))
    pdf = read_back(replace(RECEIPT, papers=papers))
    pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) >= 2
    assert all(f"Giấy tờ thứ {n} của" in " ".join(pages) for n in range(1, 61))
    assert "Tên giấy tờ" in pages[1]
    assert f"Trang 2 / {len(pages)}" in pages[1]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Nguye\u0302\u0303n Thi\u0323 Hoa", "Nguyễn Thị Hoa"),
        ("漢字 Hoa 😀", "?? Hoa ?"),
        ("Hoa\u202e\x07\x00 Lê", "Hoa Lê"),
        ("Y Ƀă Niê H'Mông", "Y Ƀă Niê H'Mông"),
    ],
)
def test_any_name_gives_a_letter(written: str, read: str):
    assert read in text_of(replace(RECEIPT, applicant=Person(name=written)))


def test_lines_that_are_empty_are_left_out():
    text = text_of(replace(RECEIPT, applicant=Person(name="Hoa"), papers=(), due_at=None, term=""))
    for absent in ("Địa chỉ", "Thư điện tử", "Thời gian trả kết quả", "theo quy định", "Số lượng"):
        assert absent not in text
    assert "Hồ sơ không kèm giấy tờ" in text


def test_before_an_officer_accepts_it_claims_nothing():
    text = text_of(replace(RECEIPT, accepted=False, officer=""))
    assert "XÁC NHẬN ĐÃ NHẬN HỒ SƠ TRỰC TUYẾN" in text
    assert "đã tiếp nhận hồ sơ" not in text
    assert "Mẫu số" not in text
    assert "Thời gian trả kết quả dự kiến" in text
    assert "(Ký và ghi rõ họ tên)" not in text


def test_days_are_those_of_vietnam_and_written_as_the_decree_asks():
    assert moment_in_words(datetime(2026, 11, 23, 17, 5, tzinfo=UTC)) == (
        "0 giờ 05 phút, ngày 24 tháng 11 năm 2026"
    )
    assert day_in_words(datetime(2026, 3, 9, tzinfo=UTC)) == "ngày 09 tháng 3 năm 2026"
    assert day_in_words(COMMON["issued_at"]) == "ngày 03 tháng 02 năm 2026"
