"""What all questions of a form have: label, hint, whether they must be answered, and when."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

OPERATORS = [
    ("is", _("là")),
    ("is_not", _("không phải là")),
    ("has", _("có chọn")),
]
#: What a question can tell of the applicant: keys of the Dossier API, in the editor's words.
APPLICANT = [
    ("full_name", _("Họ và tên")),
    ("birth_date", _("Ngày sinh")),
    ("identity_number", _("Số căn cước")),
    ("phone", _("Số điện thoại")),
    ("email", _("Thư điện tử")),
    ("address", _("Địa chỉ")),
    ("organisation", _("Tổ chức, doanh nghiệp")),
    ("tax_code", _("Mã số thuế")),
]
#: Where the picker offers a kind.
TYPED, CHOSEN = _("Chữ, số, ngày"), _("Chọn sẵn")
PERSON, MORE, PAPERS = _("Về người và nơi"), _("Nhóm và lời dẫn"), _("Giấy tờ và cam đoan")
SETTINGS = ["show_if", "applicant", "name"]


def folded(*names: str, heading: Any) -> BlockGroup:
    """Settings below the question, folded away but named: behind a cogwheel nobody looks for them."""
    return BlockGroup(
        children=list(names), heading=heading, classname="collapsed", icon="cog", label_format=""
    )


def question_layout(*own: str) -> BlockGroup:
    """The form of a kind of question: its ``own`` fields in sight, the rest folded away."""
    settings = folded(*SETTINGS, heading=_("Chỉ hỏi khi, người nộp, tên trong dữ liệu"))
    return BlockGroup(children=["label", "help_text", *own, "required", settings])


class SeenByPeople:
    """A block that the picker and the guide show as people see it, not as a list of its settings."""

    def render(self, value: Any, context: Any = None) -> Any:
        """The question with its hint and its field."""
        from submissions.forms.preview import shown_alone

        return shown_alone(self, value)


class ShowIfBlock(blocks.StructBlock):
    """The answer to an earlier question on which this one hangs."""

    question = blocks.CharBlock(
        label=_("Câu hỏi ở trên"),
        required=False,
        max_length=255,
        help_text=_("Chọn hoặc viết nhãn của một câu hỏi đứng trước. Để trống: luôn hỏi."),
    )
    operator = blocks.ChoiceBlock(label=_("Điều kiện"), choices=OPERATORS, default="is")
    value = blocks.CharBlock(
        label=_("Câu trả lời"),
        required=False,
        max_length=255,
        help_text=_(
            "Chọn hoặc viết như trong danh sách lựa chọn. Với câu “Có hay không”: Có hoặc Không."
        ),
    )

    class Meta:
        label = _("Chỉ hỏi khi")
        icon = "view"
        label_format = "{question} {operator} {value}"


class QuestionBlock(SeenByPeople, blocks.StructBlock):
    """One question. Kinds add their own limits between the hint and the settings."""

    label = blocks.CharBlock(
        label=_("Câu hỏi"), max_length=255, help_text=_("Ngắn, bằng lời hằng ngày.")
    )
    help_text = blocks.CharBlock(label=_("Gợi ý dưới câu hỏi"), required=False, max_length=500)
    required = blocks.BooleanBlock(label=_("Bắt buộc trả lời"), required=False, default=True)
    show_if = ShowIfBlock()
    applicant = blocks.ChoiceBlock(
        label=_("Cho biết điều gì về người nộp"),
        choices=APPLICANT,
        required=False,
        help_text=_("Cơ quan giải quyết và trang tra cứu cần số điện thoại hoặc số căn cước."),
    )
    name = blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]{0,59}$",
        label=_("Tên trong dữ liệu"),
        required=False,
        help_text=_("Để trống: đặt theo câu hỏi khi lưu. Sau đó không nên đổi."),
        error_messages={"invalid": _("Chỉ dùng chữ thường không dấu, số và dấu gạch dưới.")},
    )

    #: What the kind is called in the neutral description.
    kind = "text"

    def kind_of(self, value: Any) -> str:
        """The kind of question that this value describes."""
        return self.kind

    def limits_of(self, value: Any) -> dict[str, Any]:
        """{limit: value} of this value."""
        return {}

    class Meta:
        form_layout = question_layout()
        label_format = "{label}"
        group = TYPED
