"""What the markup of a question needs: how it is typed, what describes it, its boxes."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from submissions.forms.composite import ADDRESS_PARTS
from submissions.forms.date_parts import split

register = template.Library()

#: What the applicant's own data is called by browsers that fill it in (HTML: autofill tokens).
_AUTOFILL = {
    "full_name": "name",
    "phone": "tel",
    "email": "email",
    # "street-address" has several lines, which HTML allows in a textarea only.
    "address": "address-line1",
    "birth_date": "bday",
}
_TYPING = {
    "phone": ' type="tel" inputmode="tel" maxlength="30"',
    "email": ' type="email" inputmode="email" spellcheck="false" maxlength="254"',
    "identity_number": ' type="text" inputmode="numeric" spellcheck="false" maxlength="30"',
    "number": ' type="text" inputmode="numeric" spellcheck="false"',
    "tax_code": ' type="text" inputmode="numeric" spellcheck="false" maxlength="30"',
}


@register.simple_tag
def typing(question: Any) -> SafeString:
    """Attributes that bring the right keyboard and let the browser fill in what it knows."""
    known = _AUTOFILL.get(question.applicant, "")
    text = _TYPING.get(question.kind, ' type="text"')
    # Only constants of this file.
    return mark_safe(text + (f' autocomplete="{known}"' if known else ""))  # noqa: S308


@register.simple_tag
def optional(question: Any) -> SafeString:
    """Said after the name of a question that may stay unanswered: most must not, so they say nothing."""
    if question.required:
        return mark_safe("")
    return format_html(' <span class="form-part">{}</span>', _("(không bắt buộc)"))


@register.simple_tag
def described(question: Any, field: BoundField) -> SafeString:
    """aria-describedby for hint and error, where there are any."""
    ids = [f"{question.name}-hint"] if question.help_text else []
    if field.errors:
        ids.append(f"{question.name}-error")
    if not ids:
        return mark_safe("")
    invalid = mark_safe(' aria-invalid="true"') if field.errors else ""
    if question.kind in ("date", "choice", "yes_no", "choices", "address", "repeat"):
        invalid = ""  # not allowed on a group
    return format_html(' aria-describedby="{}"{}', " ".join(ids), invalid)


@register.simple_tag
def date_boxes(question: Any, field: BoundField) -> list[dict[str, Any]]:
    """Day, month, year: id, name, label, value, width. The first box has the question's own id."""
    values = split(field.value())
    own = question.applicant == "birth_date"
    parts = (("day", _("Ngày"), 2), ("month", _("Tháng"), 2), ("year", _("Năm"), 4))
    return [
        {
            "id": question.name if part == "day" else f"{question.name}-{part}",
            "name": f"{question.name}-{part}",
            "label": label,
            "value": value,
            "width": width,
            "autocomplete": f"bday-{part}" if own else "",
        }
        for (part, label, width), value in zip(parts, values, strict=True)
    ]


@register.simple_tag
def choice_boxes(field: BoundField, kind: str) -> list[dict[str, Any]]:
    """One box a choice: id, value, label, checked. The first has the question's own id."""
    given = field.value()
    chosen = set(given or ()) if kind == "checkbox" else {given}
    return [
        {
            "id": field.name if place == 0 else f"{field.name}-{place + 1}",
            "value": value,
            "label": label,
            "checked": value in chosen,
        }
        for place, (value, label) in enumerate(field.field.choices)  # type: ignore[attr-defined]
    ]


@register.simple_tag
def address_boxes(question: Any, field: BoundField) -> list[dict[str, Any]]:
    """Street, commune, province: id, name, label, value. The first box has the question's own id."""
    values = field.value()
    # An address that was kept as one text, by an older version of a form, stands in the first box.
    values = values if isinstance(values, dict) else {"street": values or ""}
    own = question.applicant == "address"
    parts = (
        ("street", _("Số nhà, đường, thôn hoặc khu phố"), "address-line1"),
        ("commune", _("Xã, phường hoặc đặc khu"), "address-level2"),
        ("province", _("Tỉnh hoặc thành phố"), "address-level1"),
    )
    return [
        {
            "id": question.name if part == "street" else f"{question.name}-{part}",
            "name": f"{question.name}-{part}",
            "label": label,
            "value": values.get(part) or "",
            "longest": ADDRESS_PARTS[part],
            "autocomplete": token if own else "",
        }
        for part, label, token in parts
    ]
