"""A form as its pages ask it: groups of questions, frozen, knowing nothing of the database.

Answers are ``{question name: value}`` in JSON's types: text, true and false, dates as "2026-11-24",
lists of text for several choices, lists of answers for a list of people. Names are stable: drafts,
schema and backend share them.

A question hangs on earlier ones ("show if"). Conditions see only answers to what is asked: an
answer that was given before another one changed counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import translation

from submissions.forms.composite import address_in_words
from submissions.forms.fields import answer_of
from submissions.forms.pages import QuestionsForm
from submissions.forms.schema import schema_of_all
from submissions.forms.wording import in_words


@dataclass(frozen=True, slots=True)
class ShowIf:
    """Ask only if the answer to ``question`` ``is``, ``is_not``, ``has`` (a choice) the value."""

    question: str
    operator: str
    value: Any

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether the condition is met."""
        given = answers.get(self.question)
        if self.operator == "is_not":
            return bool(given != self.value)
        if self.operator == "has":
            return isinstance(given, list) and self.value in given
        return bool(given == self.value)


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    ``role`` names the required paper of a file; ``applicant`` what it tells of the applicant (a key
    of the Dossier API). ``limits``: longest, least, most, latest ("today"). ``questions`` are those
    of each row of a "repeat".
    """

    name: str
    kind: str
    label: str
    help_text: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    show_if: ShowIf | None = None
    role: str = ""
    applicant: str = ""
    limits: Mapping[str, Any] | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one page."""

    name: str
    title: str
    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``values`` of the questions that are asked; ``errors``: {question name: what to do}."""

    values: dict[str, Any]
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """A form of one version."""

    title: str
    introduction: str
    groups: tuple[Group, ...]

    def _all_asked(self, answers: Mapping[str, Any]) -> tuple[set[str], dict[str, Any]]:
        """Names of the questions that are asked, files too; and the answers to them."""
        names: set[str] = set()
        known: dict[str, Any] = {}
        for question in self.questions:
            if not question.show_if or question.show_if.holds(known):
                names.add(question.name)
                if question.name in answers:
                    known[question.name] = answers[question.name]
        return names, known

    @property
    def questions(self) -> list[Question]:
        """All questions of all pages, in order."""
        return [question for group in self.groups for question in group.questions]

    def asked(self, group: Group, answers: Mapping[str, Any]) -> list[Question]:
        """Questions of a group that these answers ask for, without files."""
        names, _known = self._all_asked(answers)
        return [one for one in group.questions if one.kind != "file" and one.name in names]

    def visible_groups(self, answers: Mapping[str, Any]) -> list[Group]:
        """Groups with something to ask, given the answers so far."""
        return [
            group
            for group in self.groups
            if any(one.kind != "information" for one in self.asked(group, answers))
        ]

    def file_questions(self, answers: Mapping[str, Any]) -> list[Question]:
        """Papers to hand in, given the answers so far."""
        names, _known = self._all_asked(answers)
        return [one for one in self.questions if one.kind == "file" and one.name in names]

    def django_form(
        self,
        group: Group,
        answers: Mapping[str, Any] | None = None,
        data: QueryDict | None = None,
    ) -> QuestionsForm:
        """The group's page, in govuk-frontend's markup; ``cleaned_data`` are answers.

        Questions that hang on another one of the same page are all on it, and cleaned by what was
        sent with them.
        """
        _names, known = self._all_asked(answers or {})
        own = {question.name for question in group.questions}
        shown = [
            question
            for question in group.questions
            if question.kind != "file"
            and (
                not question.show_if
                or question.show_if.question in own
                or question.show_if.holds(known)
            )
        ]
        return QuestionsForm(shown, initial=answers or {}, known=known, data=data)

    def clean(self, answers: Mapping[str, Any]) -> Cleaned:
        """Judge all answers together: what is asked must be there and right."""
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for group in self.groups:
            for question in self.asked(group, answers):
                if question.kind == "information":
                    continue
                try:
                    value = answer_of(question, answers.get(question.name))
                except forms.ValidationError as error:
                    errors[question.name] = str(error.messages[0])
                else:
                    if value not in (None, "", [], {}):
                        values[question.name] = value
        return Cleaned(values, errors)

    def summary(self, answers: Mapping[str, Any]) -> list[tuple[Group, list[tuple[Question, str]]]]:
        """What was answered, in words, for the page where all is looked at again."""
        return [
            (
                group,
                [
                    (question, in_words(question, answers.get(question.name)))
                    for question in self.asked(group, answers)
                    if question.kind != "information"
                ],
            )
            for group in self.visible_groups(answers)
        ]

    def for_officers(self, values: Mapping[str, Any]) -> list[dict[str, str]]:
        """What was asked and answered, as ``name, group, label, value``, in Vietnamese.

        Officers read questions, not names of fields. What tells of the applicant is left out: it
        travels as the applicant.
        """
        with translation.override("vi"):
            return [
                {"name": one.name, "group": group.title, "label": one.label, "value": text}
                for group, rows in self.summary(values)
                for one, text in rows
                if text and not one.applicant
            ]

    def json_schema(self) -> dict[str, Any]:
        """The answers as JSON Schema (2020-12)."""
        return schema_of_all(self.title, self.questions)

    def applicant(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Who applies, as the Dossier API takes it: full_name, phone, email and so on."""
        return {
            one.applicant: address_in_words(values[one.name])
            if one.kind == "address"
            else values[one.name]
            for one in self.questions
            if one.applicant and one.name in values
        }
