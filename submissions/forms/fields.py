"""Kinds of questions: how each is checked, written out, and described to machines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.forms.date_parts import DateParts

if TYPE_CHECKING:
    from submissions.forms.compiled import Question

#: Longest answers, in characters, unless the question says otherwise.
SHORT, LONG = 300, 4000
_PHONE = re.compile(r"^0\d{9,10}$")


class PhoneField(forms.CharField):
    """A Vietnamese telephone number: ten digits, or eleven for a landline."""

    def clean(self, value: Any) -> str:
        """The number as digits, with 0 for +84."""
        text = super().clean(value)
        digits = re.sub(r"^(?:\+|00)?84(?=\d{9,10}$)", "0", re.sub(r"[\s.\-()]", "", text))
        if text and not _PHONE.match(digits):
            raise forms.ValidationError(
                _("Nhập số điện thoại gồm 10 chữ số, ví dụ 0912 345 678."), code="phone"
            )
        return digits


class IdentityNumberField(forms.CharField):
    """The personal identity number (số định danh cá nhân): 12 digits, Luật Căn cước 2023, điều 12.

    The fourth digit holds sex and century of birth, the next two the year: 0 to 9 all occur.
    """

    def clean(self, value: Any) -> str:
        """The twelve digits."""
        text = super().clean(value)
        digits = re.sub(r"[\s.\-]", "", text)
        if text and not re.fullmatch(r"0\d{11}", digits):
            raise forms.ValidationError(
                _("Nhập đủ 12 chữ số của số căn cước, bắt đầu bằng số 0."), code="identity_number"
            )
        return digits


class AnswerDateField(forms.DateField):
    """A date in three boxes; answers hold it as text, "2026-11-24"."""

    widget = DateParts

    def __init__(self, *, latest: str = "", **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], **kwargs)
        self.latest = latest

    def clean(self, value: Any) -> Any:
        """The date as text."""
        found = super().clean(value)
        if isinstance(found, date):
            if self.latest == "today" and found > timezone.localdate():
                raise forms.ValidationError(_("Ngày này phải là hôm nay hoặc trước đó."))
            if found.year < 1900:
                raise forms.ValidationError(_("Kiểm tra lại năm, ví dụ 1990."))
            return found.isoformat()
        return found


_WRONG = gettext_lazy("Kiểm tra lại câu trả lời này.")


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
        case "long_text":
            return forms.CharField(max_length=limits.get("longest", LONG), **common)
        case "phone":
            return PhoneField(max_length=30, **common)
        case "identity_number":
            return IdentityNumberField(max_length=30, **common)
        case "email":
            wrong = _("Nhập địa chỉ thư đủ phần sau @, ví dụ ten@vidu.vn.")
            common["error_messages"]["invalid"] = wrong
            return forms.EmailField(max_length=254, **common)
        case "date":
            common["error_messages"]["invalid"] = _("Nhập ngày có thật, ví dụ 24 11 1990.")
            return AnswerDateField(latest=limits.get("latest", ""), **common)
        case "number":
            return forms.IntegerField(
                min_value=limits.get("least"), max_value=limits.get("most"), **common
            )
        case "choice" | "yes_no":
            field_choices = choices or [("yes", _("Có")), ("no", _("Không"))]
            return forms.ChoiceField(choices=field_choices, **common)
        case "choices":
            return forms.MultipleChoiceField(choices=choices, **common)
        case "declaration":
            return forms.BooleanField(**common)
        case _:
            return forms.CharField(max_length=limits.get("longest", SHORT), **common)


def _missing(question: Question) -> str:
    match question.kind:
        case "choice" | "yes_no" | "choices":
            return _("Chọn một câu trả lời cho “%(question)s”.") % {"question": question.label}
        case "declaration":
            return _("Đánh dấu vào ô để xác nhận.")
        case _:
            return _("Điền “%(question)s”.") % {"question": question.label}


def answer_of(question: Question, value: Any) -> Any:
    """The answer, checked. :raises ValidationError: with what to do."""
    return field_for(question).clean(value)


def in_words(question: Question, value: Any) -> str:
    """An answer as people read it; empty when there is none."""
    if value in (None, "", [], False):
        return ""
    labels = dict(question.choices) or {"yes": _("Có"), "no": _("Không")}
    match question.kind:
        case "choice" | "yes_no":
            return str(labels.get(value, value))
        case "choices":
            return ", ".join(str(labels.get(one, one)) for one in value)
        case "declaration":
            return _("Đã xác nhận")
        case "date":
            try:
                return date.fromisoformat(str(value)).strftime("%d/%m/%Y")
            except ValueError:
                return str(value)
        case "phone":
            text = str(value)
            return f"{text[:4]} {text[4:7]} {text[7:]}".strip()
        case _:
            return str(value)


def schema_of(question: Question) -> dict[str, Any]:
    """The answer's JSON Schema."""
    limits: Mapping[str, Any] = question.limits or {}
    base = {"title": question.label, "description": question.help_text}
    base = {key: text for key, text in base.items() if text}
    match question.kind:
        case "date":
            return base | {"type": "string", "format": "date"}
        case "number":
            return base | {"type": "integer"}
        case "choice" | "yes_no":
            return base | {"enum": [key for key, _label in question.choices] or ["yes", "no"]}
        case "choices":
            allowed = {"enum": [key for key, _label in question.choices]}
            return base | {"type": "array", "items": allowed}
        case "declaration":
            return base | {"const": True}
        case "phone":
            return base | {"type": "string", "pattern": _PHONE.pattern}
        case "identity_number":
            return base | {"type": "string", "pattern": r"^0\d{11}$"}
        case "email":
            return base | {"type": "string", "format": "email", "maxLength": 254}
        case kind:
            longest = limits.get("longest", LONG if kind == "long_text" else SHORT)
            return base | {"type": "string", "maxLength": longest}
