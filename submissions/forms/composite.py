"""Answers that have parts: an address, and a list of people or things with the same questions each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from submissions.forms.compiled import Question

#: Parts of an address and their longest text: house and road, commune, province.
ADDRESS_PARTS = {"street": 200, "commune": 100, "province": 100}
#: Most rows of any list, whatever the editor wrote.
MOST_ROWS = 20


class AddressParts(forms.Widget):
    """Reads ``name-street``, ``name-commune`` and ``name-province``."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """{part: text}; an answer that is already so is taken as it is."""
        if isinstance(data.get(name), dict):
            return data[name]
        parts = {part: str(data.get(f"{name}-{part}") or "").strip() for part in ADDRESS_PARTS}
        return parts if any(parts.values()) else {}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the page did not ask for it."""
        return f"{name}-street" not in data


class AddressField(forms.Field):
    """An address as {street, commune, province}; there are two levels since 1 July 2025."""

    widget = AddressParts

    def clean(self, value: Any) -> dict[str, str]:
        """All three parts, or none when it is not required; {} for none."""
        given = value if isinstance(value, dict) else {}
        parts = {part: str(given.get(part) or "").strip() for part in ADDRESS_PARTS}
        if not any(parts.values()):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"])
            return {}
        if not all(parts.values()):
            raise forms.ValidationError(
                _("Điền đủ số nhà hoặc thôn, xã phường và tỉnh thành phố."), code="part"
            )
        if "\x00" in "".join(parts.values()) or any(
            len(parts[part]) > longest for part, longest in ADDRESS_PARTS.items()
        ):
            raise forms.ValidationError(_("Viết địa chỉ ngắn gọn hơn."), code="long")
        return parts


def address_in_words(value: Any) -> str:
    """As in "Số 12, đường Lê Lợi, phường Hạ Long, Quảng Ninh"; a text stays as it is."""
    if not isinstance(value, Mapping):
        return str(value or "")
    return ", ".join(str(value[part]) for part in ADDRESS_PARTS if value.get(part))


class Rows(forms.Widget):
    """Reads the rows of a list: ``name-rows`` says how many, ``name-0-child`` is a part of the first.

    ``name-add`` and ``name-remove`` (a row's number) are the buttons: they change what is read.
    """

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """[{child: what was sent}]; rows that are empty through and through at the end are dropped."""
        if isinstance(data.get(name), list):
            return data[name]
        rows = self.sent_rows(data, name)
        if self.rearranged(data, name):
            return rows
        while rows and not any(rows[-1].values()) and len(rows) > self.least:
            rows.pop()
        return rows

    @property
    def least(self) -> int:
        """Fewest rows."""
        return int((self.question.limits or {}).get("least") or 0)

    @property
    def most(self) -> int:
        """Most rows."""
        return min(int((self.question.limits or {}).get("most") or MOST_ROWS), MOST_ROWS)

    def sent_rows(self, data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
        """The rows as they stand after the button that was pressed."""
        from submissions.forms.fields import field_for

        text = str(data.get(f"{name}-rows") or "0")
        number = min(int(text), MOST_ROWS) if re.fullmatch(r"[0-9]{1,3}", text) else 0
        widgets = {one.name: field_for(one).widget for one in self.question.questions}
        rows = [
            {
                child: widget.value_from_datadict(data, {}, f"{name}-{place}-{child}")
                for child, widget in widgets.items()
            }
            for place in range(number)
        ]
        removed = str(data.get(f"{name}-remove") or "")
        if removed.isdecimal() and int(removed[:3]) < len(rows):
            del rows[int(removed[:3])]
        if f"{name}-add" in data and len(rows) < self.most:
            rows.append({})
        return rows

    def rearranged(self, data: Mapping[str, Any], name: str) -> bool:
        """Whether a button of this list was pressed rather than the page's."""
        return f"{name}-add" in data or f"{name}-remove" in data


class RowsField(forms.Field):
    """A list of answers to the same questions."""

    def __init__(self, *, question: Question, **kwargs: Any) -> None:
        super().__init__(widget=Rows(question), **kwargs)
        self.question = question

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Each row checked; what is wrong names the row it is in."""
        from submissions.forms.fields import answer_of

        rows = value if isinstance(value, list) else []
        widget: Rows = self.widget  # type: ignore[assignment]
        wrong: list[str] = []
        cleaned: list[dict[str, Any]] = []
        for place, row in enumerate(rows, start=1):
            given = row if isinstance(row, dict) else {}
            kept = {}
            for one in self.question.questions:
                try:
                    answer = answer_of(one, given.get(one.name))
                except forms.ValidationError as error:
                    wrong += [
                        _("Mục %(number)d: %(problem)s") % {"number": place, "problem": text}
                        for text in error.messages
                    ]
                else:
                    if answer not in (None, "", [], {}, False):
                        kept[one.name] = answer
            cleaned.append(kept)
        if not rows and self.required:
            wrong.append(str(self.error_messages["required"]))
        elif rows and len(rows) < widget.least:
            wrong.append(_("Điền ít nhất %(number)d mục.") % {"number": widget.least})
        elif len(rows) > widget.most:
            wrong.append(_("Điền nhiều nhất %(number)d mục.") % {"number": widget.most})
        if wrong:
            raise forms.ValidationError([forms.ValidationError(text) for text in wrong])
        return cleaned
