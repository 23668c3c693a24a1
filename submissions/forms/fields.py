"""Kinds of questions as Django fields: each answer checked, with words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.forms.composite import AddressField, RowsField
from submissions.forms.date_parts import DateParts
from submissions.forms.number_patterns import (
    EMAIL,
    IDENTITY_NUMBER,
    PHONE,
    TAX_CODE,
    matches,
    phone_digits,
)
from submissions.forms.schema import LONG, NUMBERS, SHORT

if TYPE_CHECKING:
    from submissions.forms.compiled import Question

_WRONG = gettext_lazy("Kiểm tra lại câu trả lời này.")


class PatternField(forms.CharField):
    """A text of one shape, typed with or without spaces, dots and hyphens."""

    def __init__(self, *, pattern: str, wrong: str, code: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pattern, self.wrong, self.code = pattern, wrong, code

    def clean(self, value: Any) -> str:
        """The text as it is kept; empty for none."""
        text = self.kept(super().clean(value))
        if text and not matches(self.pattern, text):
            raise forms.ValidationError(self.wrong, code=self.code)
        return text

    def kept(self, text: str) -> str:
        """What is left of what was typed."""
        if self.code == "phone":
            return phone_digits(text)
        return text if self.code == "email" else "".join(text.split()).replace(".", "")


class AnswerDateField(forms.DateField):
    """A date in three boxes; answers hold it as text, "2026-11-24"."""

    widget = DateParts

    def __init__(self, *, latest: str = "", **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], **kwargs)
        self.latest = latest

    def clean(self, value: Any) -> Any:
        """The date as text."""
        found = super().clean(value if isinstance(value, str | date) else str(value or ""))
        if not isinstance(found, date):
            return found
        if self.latest == "today" and found > timezone.localdate():
            raise forms.ValidationError(_("Ngày này phải là hôm nay hoặc trước đó."))
        if not 1900 <= found.year < 2100:
            raise forms.ValidationError(_("Kiểm tra lại năm, ví dụ 1990."))
        return found.isoformat()


class SeveralField(forms.MultipleChoiceField):
    """Several of the choices, each once."""

    def clean(self, value: Any) -> list[str]:
        """The keys in the order they were ticked."""
        return list(dict.fromkeys(super().clean(value)))


def _pattern(question: Question) -> dict[str, Any]:
    match question.kind:
        case "phone":
            wrong = _("Nhập số điện thoại gồm 10 chữ số, ví dụ 0912 345 678.")
            return {"pattern": PHONE, "wrong": wrong, "code": "phone", "max_length": 30}
        case "email":
            wrong = _("Nhập địa chỉ thư đủ phần sau @, ví dụ ten@vidu.vn.")
            return {"pattern": EMAIL, "wrong": wrong, "code": "email", "max_length": 254}
        case "tax_code":
            wrong = _("Nhập mã số thuế gồm 10, 12 hoặc 13 chữ số.")
            return {"pattern": TAX_CODE, "wrong": wrong, "code": "tax_code", "max_length": 30}
        case _:
            wrong = _("Kiểm tra lại số căn cước: 12 chữ số in ở mặt trước thẻ.")
            code = "identity_number"
            return {"pattern": IDENTITY_NUMBER, "wrong": wrong, "code": code, "max_length": 30}


def field_for(question: Question) -> forms.Field:
    """The Django field of a question."""
    limits: Mapping[str, Any] = question.limits or {}
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.required,
        "error_messages": {"required": _missing(question), "invalid": _WRONG},
    }
    choices = list(question.choices)
    match question.kind:
        case "phone" | "identity_number" | "email" | "tax_code":
            return PatternField(**_pattern(question), **common)
        case "date":
            common["error_messages"]["invalid"] = _("Nhập ngày có thật, ví dụ 24 11 1990.")
            return AnswerDateField(latest=limits.get("latest") or "", **common)
        case "number":
            least, most = limits.get("least"), limits.get("most")
            common["error_messages"]["invalid"] = _("Nhập số, chỉ gồm chữ số.")
            return forms.IntegerField(
                min_value=-NUMBERS if least is None else least,
                max_value=NUMBERS if most is None else most,
                **common,
            )
        case "choice" | "yes_no":
            field_choices = choices or [("yes", _("Có")), ("no", _("Không"))]
            return forms.ChoiceField(choices=field_choices, **common)
        case "select" | "commune":
            return forms.ChoiceField(choices=[("", ""), *choices], **common)
        case "choices":
            return SeveralField(choices=choices, **common)
        case "declaration":
            return forms.BooleanField(**common)
        case "address":
            return AddressField(**common)
        case "repeat":
            return RowsField(question=question, **common)
        case kind:
            longest = limits.get("longest") or (LONG if kind == "long_text" else SHORT)
            return forms.CharField(max_length=longest, **common)


def _missing(question: Question) -> str:
    match question.kind:
        case "choice" | "yes_no" | "choices" | "select" | "commune":
            return _("Chọn một câu trả lời cho “%(question)s”.") % {"question": question.label}
        case "declaration":
            return _("Đánh dấu vào ô để xác nhận.")
        case "repeat":
            return _("Thêm ít nhất một mục vào “%(question)s”.") % {"question": question.label}
        case _:
            return _("Điền “%(question)s”.") % {"question": question.label}


def answer_of(question: Question, value: Any) -> Any:
    """The answer, checked. :raises ValidationError: with what to do."""
    return field_for(question).clean(value)
