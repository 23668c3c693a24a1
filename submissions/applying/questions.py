"""The questions, one group a page: saved when sent, saved while typing, merged between tabs."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.addresses import local
from submissions import drafts
from submissions.applying.application import CHECK, Application, Step, with_application
from submissions.forms.compiled import Group
from submissions.forms.pages import QuestionsForm

#: The fields in which a page says which answers it had shown, and that it was reached for a change.
SEEN, BACK = "_seen", "_ve"
#: The button that leaves for another day.
LATER = "_luu"
_LONGEST_SEEN = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def questions(request: HttpRequest, application: Application, group: str) -> HttpResponseBase:
    """Ask one group; keep what is right of it and go on, or say what is wrong."""
    found = next((g for g in application.form.groups if g.name == group), None)
    step = application.step(group)
    if found is None or step is None:
        # An answer has changed meanwhile, so that this page is not asked any more.
        return HttpResponseRedirect(local(application.unfinished().path), status=303)
    if request.method != "POST":
        form = application.form.django_form(found, application.answers)
        return _page(request, application, step, form)
    form = application.form.django_form(found, application.answers, request.POST)
    right = form.is_valid()
    saved = drafts.save_answers(
        application.draft, _to_keep(form, found), seen=_seen(request.POST.get(SEEN, ""))
    )
    if request.headers.get("X-Autosave"):
        names = list(form.fields)
        at = timezone.localtime(saved.at)
        return JsonResponse(
            {"at": f"{at:%H:%M}", "seen": json.dumps(drafts.marks(saved.answers, names))},
            status=409 if saved.conflicts else 200,
        )
    if form.rearranged:
        # A row more or less: shown with all that was typed, complete or not.
        return _page(request, application, step, form.as_arranged())
    if saved.conflicts:
        return _page(request, application, step, form, others=_in_words(found, saved, application))
    if not right:
        return _page(request, application, step, form)
    if LATER in request.POST:
        return HttpResponseRedirect(local(f"{application.start}luu/"), status=303)
    back = request.POST.get(BACK) == CHECK
    onward = application.unfinished() if back else application.after(group)
    return HttpResponseRedirect(local(onward.path), status=303)


def _to_keep(form: QuestionsForm, group: Group) -> dict[str, Any]:
    """What was answered rightly; an answer that was emptied is None and goes."""
    kept = {}
    for question in group.questions:
        if question.name in form.fields and question.name not in form.errors:
            value = form.cleaned_data.get(question.name)
            kept[question.name] = None if value in ("", [], {}, False) else value
    return kept


def _seen(text: str) -> dict[str, str] | None:
    try:
        value = json.loads(text[:_LONGEST_SEEN])
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _in_words(group: Group, saved: drafts.Saved, application: Application) -> list[dict[str, str]]:
    """What the other tab answered, beside each question that both changed."""
    words = {
        question.name: text
        for _group, answers in application.form.summary(saved.answers)
        for question, text in answers
    }
    return [
        {"name": one.name, "label": one.label, "text": words.get(one.name, "")}
        for one in group.questions
        if one.name in saved.conflicts
    ]


def _page(
    request: HttpRequest,
    application: Application,
    step: Step,
    form: QuestionsForm,
    others: list[dict[str, str]] | None = None,
) -> HttpResponseBase:
    names = list(form.fields)
    group = next(g for g in application.form.groups if g.name == step.key)
    back = (request.POST.get(BACK) or request.GET.get("ve", "")) == CHECK
    context = {
        "application": application,
        "group": group,
        "form": form,
        "errors": [
            {"field": name, "text": text} for name in names for text in form.errors.get(name, [])
        ]
        if form.is_bound
        else [],
        "others": others or [],
        "progress": application.progress(step.key),
        "back_path": f"{application.start}{CHECK}/" if back else application.before(step.key),
        "back": CHECK if back else "",
        "seen": json.dumps(drafts.marks(application.answers, names)),
    }
    status = 409 if others else 422 if context["errors"] else 200
    return render(request, "submissions/applying/questions.html", context, status=status)
