"""What an editor is told about a form that would not work."""

from __future__ import annotations

import pytest

from submissions.forms.preview import problems_of
from tests.factories import make_service
from tests.submissions.forms.specimens import WHOLE, make_definition

pytestmark = pytest.mark.usefixtures("site_tree")


def told(*sections, **use):
    return [one.text for one in problems_of(make_definition(*sections, **use)) if one.blocks]


def section(*questions):
    return ("Phần thử", list(questions))


def text(label, **more):
    return ("text", {"label": label, "required": True, **more})


def condition(question, value="Có", operator="is"):
    return {"show_if": {"question": question, "operator": operator, "value": value}}


def test_a_whole_form_has_nothing_to_mend():
    assert problems_of(make_definition(service=make_service())) == []


YES_NO = ("yes_no", {"label": "Có con?", "required": True})


@pytest.mark.parametrize(
    ("questions", "part"),
    [
        ([text("Tên con", **condition("Có chó?"))], "không có câu nào như vậy"),
        ([text("Tên con", **condition("Có con?")), YES_NO], "Đưa nó lên trước"),
        ([YES_NO, text("Tên con", **condition("Có con?", "Chưa"))], "không có câu trả lời “Chưa”"),
        ([YES_NO, text("Tên con", **condition("Có con?", operator="has"))], "“là” cho câu khác"),
        ([("choice", {"label": "Màu", "choices": "Đỏ", "look": "choice"})], "ít nhất hai lựa chọn"),
        ([text("A", name="x"), text("B", name="x")], "cùng tên trong dữ liệu"),
        ([("number", {"label": "Tuổi", "least": 9, "most": 2})], "số nhỏ nhất lớn hơn"),
        ([("repeat", {"label": "Các con", "questions": []})], "chưa hỏi gì"),
        ([text("Tên", applicant="full_name")], "Nhiều câu cùng cho biết"),
        ([], "chưa có câu hỏi"),
    ],
)
def test_faults_are_told_in_words(questions, part):
    found = told(*WHOLE, section(*questions))
    assert len(found) == 1
    assert part in found[0]


def test_a_form_that_could_not_be_followed_is_refused():
    found = " ".join(told(section(text("Lý do"))))
    for part in ("họ tên người nộp", "không tra cứu được", "lời cam đoan"):
        assert part in found


def test_papers_that_the_service_does_not_ask_for():
    paper = ("file", {"label": "Ảnh", "role": "Ảnh 4x6", "required": True})
    found = told(*WHOLE, section(paper), service=make_service())
    assert len(found) == 1
    assert "không yêu cầu giấy tờ “Ảnh 4x6”" in found[0]
    wrong_case = told(service=make_service(), case_name="Không có")
    assert "không có trường hợp “Không có”" in wrong_case[0]
