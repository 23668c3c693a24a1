"""A definition as its editor looks at it: every page below the other, with made-up answers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from submissions.forms.checking import Problem, problems
from submissions.forms.compiled import CompiledForm, Question
from submissions.forms.pages import QuestionsForm
from submissions.forms.versions import compile_content, with_case_papers
from submissions.forms.writing import CASE_PAPERS, content_of

if TYPE_CHECKING:
    from submissions.models import FormDefinition

_SAMPLES: dict[str, Any] = {
    "text": "Nguyễn Thị Hoà",
    "long_text": "Nguyễn Thị Hoà",
    "number": 2,
    "date": "1990-11-24",
    "identity_number": "022190004412",
    "phone": "0912345678",
    "email": "hoa@vidu.vn",
    "tax_code": "5700100001",
    "address": {"street": "Số 12, đường Lê Lợi", "commune": "phường Hạ Long", "province": "Quảng Ninh"},
    "yes_no": "yes",
    "declaration": True,
}  # fmt: skip


def _uses(definition: FormDefinition) -> list[tuple[Any, str]]:
    return [(use.service, use.case_name) for use in definition.uses.all() if use.service_id]


def problems_of(definition: FormDefinition) -> list[Problem]:
    """What is wrong with a definition as it stands, saved or not."""
    content = content_of(definition.name, definition.introduction, definition.body)
    return problems(content, _uses(definition))


def preview(request: HttpRequest, definition: FormDefinition, mode: str) -> HttpResponse:
    """The pages of questions, or ("review") the page where all is looked at again."""
    content = content_of(definition.name, definition.introduction, definition.body)
    uses = _uses(definition)
    if uses:
        content = with_case_papers(content, *uses[0])
    form = compile_content(content)
    context: dict[str, Any] = {
        "form_title": form.title,
        "introduction": form.introduction,
        "problems": problems(content_of(definition.name, definition.introduction, definition.body), uses),
    }  # fmt: skip
    if mode == "review":
        answers = {one.name: sample(one) for one in form.questions}
        context["groups"] = form.summary(answers)
    else:
        context["pages"] = [_page(form, group) for group in form.groups]
        # Only the service knows which papers its case takes.
        context["without_papers"] = {
            group["name"]
            for group in content["groups"]
            if any(one["kind"] == CASE_PAPERS for one in group["questions"])
        }
    return render(request, "submissions/forms/preview.html", context)


def shown_alone(block: Any, value: Any) -> SafeString:
    """One question, or one page of them, as people see it: in the picker and the guide to blocks."""
    whole = _whole(block, value)
    if block.name != "repeat" and "questions" in whole:
        section = whole
    else:
        child = SimpleNamespace(block_type=block.name, value=whole, block=block)
        section = {"title": "", "text": "", "questions": [child]}
    form = compile_content(content_of("", "", [SimpleNamespace(value=section)]))
    page = _page(form, form.groups[0])
    return render_to_string("submissions/forms/shown_alone.html", {"page": page})


def _whole(block: Any, value: Any) -> dict[str, Any]:
    """A preview's value with what it leaves out."""
    whole = {**block.get_default(), **value}
    if "questions" in whole:
        whole["questions"] = [
            SimpleNamespace(
                block_type=one.block_type, block=one.block, value=_whole(one.block, one.value)
            )
            for one in whole["questions"]
        ]
    return whole


def _page(form: CompiledForm, group: Any) -> dict[str, Any]:
    asked = [one for one in group.questions if one.kind != "file"]
    labels = {one.name: one for one in form.questions}
    conditions = []
    for one in group.questions:
        if one.show_if and one.show_if.question in labels:
            target = labels[one.show_if.question]
            words = dict(target.choices) or {"yes": _("Có"), "no": _("Không")}
            value = words.get(one.show_if.value, one.show_if.value)
            text = (
                _("“%(label)s”: hỏi khi câu “%(other)s” không phải là “%(value)s”.")
                if one.show_if.operator == "is_not"
                else _("“%(label)s”: hỏi khi câu “%(other)s” là “%(value)s”.")
            )
            said = {"label": one.label, "other": target.label, "value": value}
            conditions.append(text % said)
    # Everything is shown here, whatever its condition: an editor wants to see it.
    return {
        "group": group,
        "form": QuestionsForm([_unconditional(one) for one in asked], initial={}),
        "papers": [one for one in group.questions if one.kind == "file"],
        "conditions": conditions,
    }


def _unconditional(question: Question) -> Question:
    from dataclasses import replace

    return replace(question, show_if=None)


def sample(question: Question) -> Any:
    """A made-up answer of the right kind."""
    if question.kind in ("choice", "select", "commune"):
        return question.choices[0][0] if question.choices else None
    if question.kind == "choices":
        return [key for key, _label in question.choices[:2]]
    if question.kind == "repeat":
        return [{one.name: sample(one) for one in question.questions}]
    limits = question.limits or {}
    answer: Any = _SAMPLES.get(question.kind)
    if isinstance(answer, str) and limits.get("longest"):
        return answer[: limits["longest"]].strip()
    if question.kind == "number":
        return max(int(answer or 0), limits.get("least") or 0)
    return answer
