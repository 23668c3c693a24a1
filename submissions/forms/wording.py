"""Answers as people read them, on the page where all is looked at again and in the receipt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from submissions.forms.composite import address_in_words

if TYPE_CHECKING:
    from submissions.forms.compiled import Question


def in_words(question: Question, value: Any) -> str:
    """An answer as people read it; empty when there is none."""
    if value in (None, "", [], {}, False):
        return ""
    labels = dict(question.choices) or {"yes": _("Có"), "no": _("Không")}
    match question.kind:
        case "choice" | "select" | "commune" | "yes_no":
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
        case "address":
            return address_in_words(value)
        case "repeat":
            return "\n".join(_row(question, row) for row in value if isinstance(row, dict))
        case _:
            return str(value)


def _row(question: Question, row: dict[str, Any]) -> str:
    parts = [(one.label, in_words(one, row.get(one.name))) for one in question.questions]
    return "; ".join(f"{label}: {text}" for label, text in parts if text)
