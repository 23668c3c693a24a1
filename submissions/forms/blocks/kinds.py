"""Kinds of questions, as editors pick them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from submissions.forms.blocks.base import CHOSEN, PERSON, TYPED, QuestionBlock, question_layout


def _seen(label: str, **more: Any) -> dict[str, Any]:
    """A question as the picker shows it."""
    return {"label": label, "required": True, **more}


class TextBlock(QuestionBlock):
    """Words or sentences."""

    lines = blocks.ChoiceBlock(
        label=_("Độ dài"), choices=[("text", _("Một dòng")), ("long_text", _("Nhiều dòng"))],
        default="text",
    )  # fmt: skip
    longest = blocks.IntegerBlock(
        label=_("Dài nhất (ký tự)"), required=False, min_value=1, max_value=10_000
    )

    def kind_of(self, value: Any) -> str:
        """The kind that the editor chose."""
        return str(value.get("lines") or "text")

    def limits_of(self, value: Any) -> dict[str, Any]:
        """Limits as compiled questions keep them."""
        return {"longest": value.get("longest")}

    class Meta:
        icon = "pilcrow"
        group = TYPED
        label = _("Chữ")
        description = _("Một dòng hoặc nhiều dòng chữ: họ tên, nơi sinh, lý do.")
        form_layout = question_layout("lines", "longest")
        preview_value = _seen("Nơi sinh", help_text="Tên bệnh viện hoặc xã phường")


class NumberBlock(QuestionBlock):
    """A whole number."""

    least = blocks.IntegerBlock(label=_("Nhỏ nhất"), required=False)
    most = blocks.IntegerBlock(label=_("Lớn nhất"), required=False)
    kind = "number"

    def limits_of(self, value: Any) -> dict[str, Any]:
        """Limits as compiled questions keep them."""
        return {"least": value.get("least"), "most": value.get("most")}

    class Meta:
        icon = "order"
        group = TYPED
        label = _("Số")
        description = _("Một số nguyên: diện tích, số bản, số người.")
        form_layout = question_layout("least", "most")
        preview_value = _seen("Số bản cần cấp", least=1, most=20)


class DateBlock(QuestionBlock):
    """A day."""

    not_after_today = blocks.BooleanBlock(
        label=_("Không được sau hôm nay"), required=False, default=True
    )
    kind = "date"

    def limits_of(self, value: Any) -> dict[str, Any]:
        """Limits as compiled questions keep them."""
        return {"latest": "today" if value.get("not_after_today") else None}

    class Meta:
        icon = "date"
        group = TYPED
        label = _("Ngày")
        description = _("Ba ô ngày, tháng, năm: dễ điền hơn lịch với ngày đã biết.")
        form_layout = question_layout("not_after_today")
        preview_value = _seen("Ngày sinh của bé", help_text="Ví dụ 24 11 2026")


class ChoiceBlock(QuestionBlock):
    """One or several of a list."""

    look = blocks.ChoiceBlock(
        label=_("Cách chọn"),
        choices=[
            ("choice", _("Chọn một, thấy hết (tới 7 lựa chọn)")),
            ("select", _("Chọn một trong danh sách dài")),
            ("choices", _("Chọn nhiều")),
        ],
        default="choice",
    )
    choices = blocks.TextBlock(label=_("Các lựa chọn"), help_text=_("Mỗi dòng một lựa chọn."))

    def kind_of(self, value: Any) -> str:
        """The kind that the editor chose."""
        return str(value.get("look") or "choice")

    class Meta:
        icon = "list-ul"
        group = CHOSEN
        label = _("Chọn")
        description = _("Chọn một hoặc nhiều trong một danh sách.")
        form_layout = question_layout("choices", "look")
        preview_value = _seen("Giới tính", choices="Nam\nNữ", look="choice")


class YesNoBlock(QuestionBlock):
    """Yes or no."""

    kind = "yes_no"

    class Meta:
        icon = "check"
        group = CHOSEN
        label = _("Có hay không")
        description = _("Câu hỏi trả lời bằng Có hoặc Không.")
        preview_value = _seen("Cha mẹ đã đăng ký kết hôn chưa?")


class IdentityNumberBlock(QuestionBlock):
    """The twelve digits of the identity card."""

    kind = "identity_number"

    class Meta:
        icon = "user"
        group = PERSON
        label = _("Số căn cước")
        description = _("12 chữ số; mã nơi khai sinh và thế kỷ được kiểm tra.")
        preview_value = _seen("Số căn cước", help_text="12 chữ số, ở mặt trước thẻ")


class PhoneBlock(QuestionBlock):
    """A Vietnamese telephone number."""

    kind = "phone"

    class Meta:
        icon = "comment"
        group = PERSON
        label = _("Số điện thoại")
        description = _("Số di động hoặc máy bàn ở Việt Nam.")
        preview_value = _seen("Số điện thoại")


class EmailBlock(QuestionBlock):
    """A mail address."""

    kind = "email"

    class Meta:
        icon = "mail"
        group = PERSON
        label = _("Thư điện tử")
        description = _("Địa chỉ thư điện tử.")
        preview_value = {**_seen("Thư điện tử"), "required": False}


class TaxCodeBlock(QuestionBlock):
    """A tax code: 10 or 13 digits, or the identity number in its place."""

    kind = "tax_code"

    class Meta:
        icon = "form"
        group = PERSON
        label = _("Mã số thuế")
        description = _("10, 12 hoặc 13 chữ số.")
        preview_value = _seen("Mã số thuế")


class CommuneBlock(QuestionBlock):
    """One of the province's communes, taken from the list of agencies when it is published."""

    kind = "commune"

    class Meta:
        icon = "site"
        group = CHOSEN
        label = _("Xã, phường trong tỉnh")
        description = _("Chọn một trong các xã, phường, đặc khu của tỉnh.")
        preview_value = _seen("Nơi cư trú")


class AddressBlock(QuestionBlock):
    """An address anywhere in the country."""

    kind = "address"

    class Meta:
        icon = "home"
        group = PERSON
        label = _("Địa chỉ")
        description = _("Số nhà, đường hoặc thôn; xã phường; tỉnh thành.")
        preview_value = _seen("Nơi ở hiện nay")
