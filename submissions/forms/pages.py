"""One page of questions as a Django form that writes govuk-frontend's markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import TemplatesSetting

from submissions.forms.fields import field_for

if TYPE_CHECKING:
    from submissions.forms.compiled import Question


class QuestionsForm(forms.Form):
    """Cleans to answers. A question whose condition is not met by what was sent gives None."""

    default_renderer = TemplatesSetting()
    template_name = "submissions/forms/page.html"

    def __init__(
        self, questions: Sequence[Question], *, initial: Mapping[str, Any], data: Any = None
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.questions = tuple(questions)
        for question in questions:
            if question.kind != "information":
                self.fields[question.name] = field_for(question)
        if data is not None:
            self._drop_what_is_not_asked()

    def _drop_what_is_not_asked(self) -> None:
        """Nobody must answer a question that another answer on the same page rules out."""
        sent = dict(self.initial)
        for question in self.questions:
            if question.name in self.fields:
                widget = self.fields[question.name].widget
                sent[question.name] = widget.value_from_datadict(self.data, {}, question.name)
        for question in self.questions:
            if question.show_if and not question.show_if.holds(sent):
                self.fields[question.name].required = False

    def clean(self) -> dict[str, Any]:
        """Answers; None for what is not asked."""
        cleaned = super().clean() or {}
        known = {**self.initial, **cleaned}
        for question in self.questions:
            if question.show_if and not question.show_if.holds(known):
                cleaned[question.name] = None
                self.errors.pop(question.name, None)
        return cleaned

    def get_context(self) -> dict[str, Any]:
        """Each question with its field, in order."""
        shown = [
            {"question": one, "field": self[one.name] if one.name in self.fields else None}
            for one in self.questions
        ]
        return {**super().get_context(), "shown": shown}
