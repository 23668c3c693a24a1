"""The body of a form: sections, which are pages, and what stands on them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from submissions.forms.blocks import kinds
from submissions.forms.blocks.base import (
    MORE,
    PAPERS,
    QuestionBlock,
    SeenByPeople,
    ShowIfBlock,
    folded,
    question_layout,
)
from submissions.forms.composite import MOST_ROWS


class SimpleQuestions(blocks.StreamBlock):
    """Questions that may also stand in each row of a list."""

    text = kinds.TextBlock()
    number = kinds.NumberBlock()
    date = kinds.DateBlock()
    choice = kinds.ChoiceBlock()
    yes_no = kinds.YesNoBlock()
    commune = kinds.CommuneBlock()
    identity_number = kinds.IdentityNumberBlock()
    phone = kinds.PhoneBlock()
    email = kinds.EmailBlock()
    tax_code = kinds.TaxCodeBlock()
    address = kinds.AddressBlock()


class RepeatBlock(QuestionBlock):
    """The same questions for each of several people or things."""

    least = blocks.IntegerBlock(
        label=_("Ít nhất (mục)"), required=False, min_value=0, max_value=MOST_ROWS
    )
    most = blocks.IntegerBlock(
        label=_("Nhiều nhất (mục)"), required=False, min_value=1, max_value=MOST_ROWS
    )
    questions = SimpleQuestions(label=_("Hỏi trong mỗi mục"))
    kind = "repeat"

    def limits_of(self, value: Any) -> dict[str, Any]:
        """Limits as compiled questions keep them."""
        return {"least": value.get("least"), "most": value.get("most")}

    class Meta:
        icon = "copy"
        group = MORE
        label = _("Nhóm lặp lại")
        description = _("Những câu hỏi giống nhau cho từng người, từng vật: các con, đồng sở hữu.")
        form_layout = question_layout("questions", "least", "most")
        preview_value = {
            "label": "Thành viên cùng góp vốn",
            "required": True,
            "questions": [("text", {"label": "Họ và tên", "required": True})],
        }


class FileBlock(QuestionBlock):
    """A paper of the chosen case, asked for only under a condition or in other words."""

    role = blocks.CharBlock(
        label=_("Tên giấy tờ trong thành phần hồ sơ"),
        max_length=1200,
        help_text=_("Viết đúng như trên trang dịch vụ, để cán bộ nhận ra giấy tờ."),
    )
    kind = "file"

    class Meta:
        icon = "upload"
        group = PAPERS
        label = _("Một giấy tờ")
        description = _("Một giấy tờ cần tải lên. Dùng khi chỉ cần trong một số trường hợp.")
        form_layout = question_layout("role")
        preview_value = {
            "label": "Giấy chứng sinh",
            "role": "Giấy chứng sinh",
            "required": True,
        }


class CasePapersBlock(blocks.StructBlock):
    """All papers of the case that the applicant chose, as the service page lists them."""

    class Meta:
        icon = "doc-full-inverse"
        group = PAPERS
        label = _("Mọi giấy tờ của trường hợp")
        description = _("Lấy danh sách giấy tờ từ trang dịch vụ, theo trường hợp người dân chọn.")
        preview_value: dict[str, Any] = {}


class DeclarationBlock(QuestionBlock):
    """A box that must be ticked."""

    kind = "declaration"

    class Meta:
        icon = "tick-inverse"
        group = PAPERS
        label = _("Cam đoan")
        description = _("Một câu cam đoan phải đánh dấu.")
        preview_value = {"label": "Tôi cam đoan những điều đã khai là đúng.", "required": True}


class InformationBlock(SeenByPeople, blocks.StructBlock):
    """A text between the questions."""

    text = blocks.TextBlock(label=_("Nội dung"))
    show_if = ShowIfBlock()

    class Meta:
        icon = "info-circle"
        group = MORE
        label = _("Lời dẫn")
        label_format = "{text}"
        description = _("Một đoạn giải thích giữa các câu hỏi.")
        form_layout = BlockGroup(children=["text", folded("show_if", heading=_("Chỉ hỏi khi"))])
        preview_value = {"text": "Khai theo giấy chứng sinh."}


class Questions(SimpleQuestions):
    """What may stand on a page."""

    repeat = RepeatBlock()
    information = InformationBlock()
    file = FileBlock()
    case_papers = CasePapersBlock()
    declaration = DeclarationBlock()

    class Meta:
        # A form of twenty open questions is several metres long.
        collapsed = True


class SectionBlock(SeenByPeople, blocks.StructBlock):
    """One page of questions."""

    title = blocks.CharBlock(label=_("Tên phần"), max_length=160)
    text = blocks.TextBlock(label=_("Lời dẫn"), required=False, rows=2)
    questions = Questions(label=_("Câu hỏi"))

    class Meta:
        icon = "form"
        label = _("Phần")
        description = _("Một trang câu hỏi. Nên có từ một đến năm câu về cùng một việc.")
        label_format = "{title}"
        preview_value = {
            "title": "Thông tin của bé",
            "text": "Khai theo giấy chứng sinh.",
            "questions": [("text", {"label": "Họ, chữ đệm và tên", "required": True})],
        }


class FormBody(blocks.StreamBlock):
    """Sections in the order in which they are asked."""

    section = SectionBlock()

    class Meta:
        label = _("Nội dung")
