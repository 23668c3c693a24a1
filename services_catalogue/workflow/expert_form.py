"""The expert's form: yes or no, a reason, and a word on any part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services_catalogue.differences import FieldChange
from services_catalogue.differences.comparing import headings
from services_catalogue.models import LegalAnswer, LegalInvitation
from services_catalogue.workflow.revision_changes import by_field, changes_of

#: Parts that can be remarked on although nothing changes there, in the order of the page.
_OTHERS = (
    *("channels", "cases", "steps", "requirements", "outputs", "legal_bases", "agencies"),
    *("name", "summary", "guidance", "targets", "effective_from"),
)
_LONGEST = 4000


class AnswerForm(forms.Form):
    """One answer, given once. Fields ``comment-<field of the record>`` stand beside the changes."""

    answer = forms.ChoiceField(
        choices=LegalAnswer.choices,
        error_messages={"required": _("Chọn bạn đồng ý hay chưa đồng ý công bố.")},
    )
    reason = forms.CharField(required=False, max_length=_LONGEST)

    def __init__(self, *args: Any, parts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for name in parts:
            self.fields[f"comment-{name}"] = forms.CharField(required=False, max_length=_LONGEST)

    def clean(self) -> dict[str, Any]:
        """Whoever says no says why."""
        data = super().clean() or {}
        if data.get("answer") == LegalAnswer.NO and not data.get("reason"):
            self.add_error("reason", _("Viết vì sao bạn chưa đồng ý, để người biên tập sửa."))
        return data

    def comments(self) -> dict[str, tuple[str, str]]:
        """Field of the record → (its heading, what the expert says of it)."""
        said = {name: self.cleaned_data.get(f"comment-{name}", "") for name in self.parts}
        return {name: (self.parts[name], text) for name, text in said.items() if text}


@dataclass(frozen=True, slots=True)
class Part:
    """One part on the page: what changes there, and what was typed about it so far."""

    name: str
    heading: str
    changes: list[FieldChange]
    typed: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the page. ``new``: nothing is published yet to compare with."""

    new: bool
    changed: list[Part]
    others: list[Part]
    form: AnswerForm


def sheet_for(invitation: LegalInvitation, data: Any = None) -> Sheet:
    """The page of ``invitation``; ``data`` is what was sent."""
    changes = changes_of(invitation.revision)
    known = headings()
    grouped = by_field(changes or [])
    names = [name for name, _changes in grouped]
    others = [name for name in _OTHERS if name not in names and name in known]
    form = AnswerForm(data, parts={name: str(known[name]) for name in [*names, *others]})

    def part(name: str, found: list[FieldChange]) -> Part:
        return Part(name, str(known[name]), found, (data or {}).get(f"comment-{name}", ""))

    return Sheet(
        new=changes is None,
        changed=[part(name, found) for name, found in grouped],
        others=[part(name, []) for name in others],
        form=form,
    )
