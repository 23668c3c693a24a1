"""The forms of the workflow's dialogues."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services_catalogue.workflow.unit_step import ASK_EXPERTS

#: Experts that can be named at once. More are added by asking again.
PLACES = range(1, 4)


class AskExpertsForm(forms.Form):
    """Whom to ask, what, and until when."""

    question = forms.CharField(
        label=_("Điều cần hỏi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: mức phí mới có đúng điều 4 của nghị quyết không?"),
    )
    days = forms.IntegerField(
        label=_("Hạn trả lời (ngày làm việc)"), min_value=1, max_value=60, initial=5
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            first = place == 1
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Người thứ %(place)s: họ tên") % {"place": place},
                max_length=120,
                required=first,
            )
            self.fields[f"email_{place}"] = forms.EmailField(
                label=_("Người thứ %(place)s: thư điện tử") % {"place": place},
                required=first,
            )
            self.fields[f"organisation_{place}"] = forms.CharField(
                label=_("Người thứ %(place)s: nơi làm việc") % {"place": place},
                max_length=200,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A name has an address and an address a name."""
        data = super().clean() or {}
        for place in PLACES:
            name, email = data.get(f"name_{place}"), data.get(f"email_{place}")
            if name and not email and f"email_{place}" not in self.errors:
                self.add_error(f"email_{place}", _("Điền địa chỉ thư của người này."))
            if email and not name and f"name_{place}" not in self.errors:
                self.add_error(f"name_{place}", _("Điền họ tên của người này."))
        return data


class ApproveAndAskForm(AskExpertsForm):
    """The same while approving: with a word to the editor."""

    comment = forms.CharField(
        label=_("Nhận xét cho người biên tập"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    """Going on without the experts needs a reason that stays in the history."""

    comment = forms.CharField(
        label=_("Vì sao không chờ ý kiến pháp lý?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def form_for(action: str) -> type[forms.Form] | None:
    """Our own form of a unit moderator's action, if it has one."""
    return ApproveAndAskForm if action == ASK_EXPERTS else None


def reasoned_form_for(action: str) -> type[forms.Form] | None:
    """Our own form of an action while the experts read, if it has one."""
    return ReasonForm if action == "approve" else None
