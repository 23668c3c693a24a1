"""Blank forms of the demo catalogue: what they ask for, and the Word file made of it.

The file is made to be read by a screen reader as well: a real title and headings, the document's
language set to Vietnamese, and no drawing in the place of words.
"""

from io import BytesIO
from typing import Annotated, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from pydantic import StringConstraints

from services_catalogue.exchange.records import FilledLine, Record

FormFile = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.docx$", max_length=120)
]

NATION = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập – Tự do – Hạnh phúc"
ADDRESSEE = "Kính gửi"
PROMISE = "Tôi cam đoan nội dung khai trên là đúng và chịu trách nhiệm trước pháp luật."
FONT = "Times New Roman"
LINE_WIDTH = Cm(16)


class FormSection(Record):
    """One part of a form: a heading and the labels of its lines."""

    heading: FilledLine
    fields: list[FilledLine]


class BlankForm(Record):
    """A blank form (mẫu đơn, tờ khai) of our own: file name, title and parts."""

    file: FormFile
    title: FilledLine
    sections: list[FormSection]


def render(form: BlankForm) -> bytes:
    """The form as a Word document (.docx), A4, in Vietnamese."""
    document = Document()
    _prepare(document, form)
    _centred(document, NATION, bold=True)
    _centred(document, MOTTO, bold=True)
    title = document.add_paragraph(form.title, style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _dotted(document, ADDRESSEE)
    for number, section in enumerate(form.sections, start=1):
        document.add_heading(f"{number}. {section.heading}", level=1)
        for label in section.fields:
            _dotted(document, label)
    document.add_paragraph(PROMISE)
    _signature(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _prepare(document: Any, form: BlankForm) -> None:
    """Page, fonts, language and properties; a dotted line is a paragraph style with a leader tab."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(3), Cm(2)
    page.top_margin = page.bottom_margin = Cm(2)
    for name, size in (("Normal", 13), ("Title", 16), ("Heading 1", 13)):
        _set_font(document.styles[name], size)
    line = document.styles.add_style("Dotted line", WD_STYLE_TYPE.PARAGRAPH)
    line.base_style = document.styles["Normal"]
    line.paragraph_format.tab_stops.add_tab_stop(
        LINE_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    line.paragraph_format.space_after = Pt(4)
    document.core_properties.title = form.title
    document.core_properties.language = "vi"


def _set_font(style: Any, size: int) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    run = style.element.get_or_add_rPr()
    fonts = run.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    language = run.find(qn("w:lang"))
    if language is None:
        language = run.makeelement(qn("w:lang"), {})
        run.append(language)
    language.set(qn("w:val"), "vi-VN")


def _centred(document: Any, text: str, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(text).bold = bold


def _dotted(document: Any, label: str) -> None:
    """A labelled line to write on; the dots are a tab leader, which a screen reader skips."""
    document.add_paragraph(f"{label}: \t", style="Dotted line")


def _signature(document: Any) -> None:
    for text in ("………, ngày … tháng … năm ……", "Người đề nghị", "(Ký, ghi rõ họ tên)"):
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.space_after = Pt(0)
