"""One page of questions as a Django form that writes govuk-frontend's markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import TemplatesSetting

from submissions.forms.composite import Rows
from submissions.forms.fields import field_for

if TYPE_CHECKING:
    from submissions.forms.compiled import Question


class QuestionsForm(forms.Form):
    """Cleans to answers. A question whose condition is not met by what was sent gives None.

    ``known`` are the answers that conditions look at, those of earlier pages.
    """

    default_renderer = TemplatesSetting()
    template_name = "submissions/forms/page.html"

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        initial: Mapping[str, Any],
        known: Mapping[str, Any] | None = None,
        data: Any = None,
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.questions = tuple(questions)
        own = {question.name for question in questions}
        self.known = {name: one for name, one in (known or {}).items() if name not in own}
        for question in questions:
            if question.kind != "information":
                self.fields[question.name] = field_for(question)
        if data is not None:
            for question in self._not_asked(self._understood()):
                if question.name in self.fields:
                    self.fields[question.name].required = False

    def _sent(self) -> dict[str, Any]:
        return {
            name: field.widget.value_from_datadict(self.data, {}, name)
            for name, field in self.fields.items()
        }

    def _understood(self) -> dict[str, Any]:
        """What was sent, as answers where it can be read so: "2" is 2, a ticked box is true."""
        understood = self._sent()
        for name, field in self.fields.items():
            if not isinstance(field.widget, Rows):
                with suppress(forms.ValidationError):
                    understood[name] = field.clean(understood[name])
        return understood

    def _not_asked(self, given: Mapping[str, Any]) -> list[Question]:
        """Nobody must answer a question that another answer on the same page rules out."""
        known, left_out = dict(self.known), []
        for question in self.questions:
            if question.show_if and not question.show_if.holds(known):
                left_out.append(question)
            elif question.name in given:
                known[question.name] = given[question.name]
        return left_out

    def clean(self) -> dict[str, Any]:
        """Answers; None for what is not asked."""
        cleaned = super().clean() or {}
        for question in self._not_asked(cleaned):
            cleaned[question.name] = None
            self.errors.pop(question.name, None)
        return cleaned

    @property
    def rearranged(self) -> bool:
        """Whether a row of a list was added or taken away, rather than the page sent on."""
        return self.is_bound and any(
            field.widget.rearranged(self.data, name)
            for name, field in self.fields.items()
            if isinstance(field.widget, Rows)
        )

    def as_arranged(self) -> QuestionsForm:
        """The same page with its rows as they stand now, and without complaints."""
        return QuestionsForm(self.questions, initial=self._sent(), known=self.known)

    def get_context(self) -> dict[str, Any]:
        """Each question with its field and, of a list, its rows; in order."""
        own = {question.name for question in self.questions}
        shown = [
            {
                "question": one,
                "field": self[one.name] if one.name in self.fields else None,
                "rows": self._rows(one) if one.kind == "repeat" else (),
                # What the page's script needs to show it when it is asked.
                "condition": one.show_if if one.show_if and one.show_if.question in own else None,
                "asked_value": _as_sent(one.show_if.value) if one.show_if else "",
            }
            for one in self.questions
        ]
        has_rows = any(one["rows"] for one in shown)
        return {**super().get_context(), "shown": shown, "has_rows": has_rows}

    def _rows(self, question: Question) -> list[QuestionsForm]:
        """A form a row; an empty first one where rows are expected and none is there."""
        values = self[question.name].value() or []
        values = [one if isinstance(one, dict) else {} for one in values] or [{}]
        return [self._row(question, place, row) for place, row in enumerate(values)]

    def _row(self, question: Question, place: int, row: dict[str, Any]) -> QuestionsForm:
        name = f"{question.name}-{place}"
        # What browsers know of their user must not be offered for somebody else.
        children = [
            replace(one, name=f"{name}-{one.name}", applicant="") for one in question.questions
        ]
        sent = self.data if self.is_bound and question.name in self.errors else None
        initial = {f"{name}-{child}": value for child, value in row.items()}
        return QuestionsForm(children, initial=initial, data=sent)


def _as_sent(value: Any) -> str:
    """An answer as the boxes of a page send it."""
    return "true" if value is True else str(value)
