"""The Word files of the blank forms, read back."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from demo import records
from demo.blank_forms import MOTTO, NATION, BlankForm, FormSection, render
from tests.demo.spelling import slips

FORM = BlankForm(
    file="to-khai-thu.docx",
    title="Tờ khai thử",
    sections=[
        FormSection(heading="Người khai", fields=["Họ, chữ đệm, tên", "Số định danh cá nhân"]),
        FormSection(heading="Nội dung", fields=["Lý do"]),
    ],
)


def _read(form):
    return Document(BytesIO(render(form)))


def test_a_form_has_the_national_heading_its_title_and_its_lines():
    texts = [paragraph.text for paragraph in _read(FORM).paragraphs]
    assert texts[:3] == [NATION, MOTTO, "Tờ khai thử"]
    assert [text for text in texts if text.endswith(": \t")] == [
        "Kính gửi: \t",
        "Họ, chữ đệm, tên: \t",
        "Số định danh cá nhân: \t",
        "Lý do: \t",
    ]
    assert texts[-1] == "(Ký, ghi rõ họ tên)"


def test_a_form_is_structured_for_screen_readers():
    document = _read(FORM)
    styled = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert ("Title", "Tờ khai thử") in styled
    assert [text for style, text in styled if style == "Heading 1"] == [
        "1. Người khai",
        "2. Nội dung",
    ]
    assert document.core_properties.title == "Tờ khai thử"
    assert document.core_properties.language == "vi"
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "vi-VN"


def test_forms_are_spelt_in_the_new_way_and_ask_for_something():
    for form in records.blank_forms():
        assert slips(form.model_dump_json()) == [], form.file
        assert all(section.fields for section in form.sections), form.file
        assert form.sections, form.file
