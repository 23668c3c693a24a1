"""The start page of an application: what it needs, how long it takes, a draft to go on with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from services_catalogue import facts
from services_catalogue.models import ServicePage
from services_catalogue.starting import start
from submissions import drafts
from submissions.applying.application import private, service_page
from submissions.applying.beginning import WINDOW, begin, may_begin
from submissions.applying.chosen_case import cases_of
from submissions.applying.draft_cookie import secret_of, start_path
from submissions.forms.compiled import CompiledForm
from submissions.forms.versions import compile_version, version_for
from submissions.models import Draft
from submissions.submitting import submitted_from
from submissions.uploads.receiving import in_words

#: Seconds that a question and a paper take, from watching people fill in forms on a telephone.
_QUESTION_SECONDS, _PAPER_SECONDS = 15, 60


@require_http_methods(["GET", "HEAD", "POST"])
@private
def entry(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show what the application needs; a POST begins it."""
    page = service_page(request, code)
    if not isinstance(page, ServicePage):
        return page
    cases, case_name = cases_of(page, request)
    way = start(page, case_name)
    too_many = request.method == "POST" and not may_begin(request)
    if way.kind == "online_here" and request.method == "POST" and not too_many:
        return begin(request, page, case_name)
    context: dict[str, Any] = {
        "page": page,
        "cases": cases,
        "chosen": next((one for one in cases if one.open), None),
        "way": way,
        "start": start_path(page.code),
        "time": facts.time_text(page),
        "fee": facts.fee_text(page),
        "content_lang": get_language(),
        "too_many": too_many,
    }
    if way.kind == "online_here":
        own = _own_draft(request, page)
        if not own.get("handed_in"):  # who has just done it knows
            own["minutes"] = minutes(compile_version(version_for(page, case_name)))
        context |= own | {
            "largest": in_words(settings.ATTACHMENT_BYTES),
            "days": settings.DRAFT_DAYS,
        }
    status = 429 if too_many else 409 if request.method == "POST" else 200
    response = render(request, "submissions/applying/start.html", context, status=status)
    if too_many:
        response["Retry-After"] = str(WINDOW)
    return response


def minutes(form: CompiledForm) -> int:
    """How long filling in takes, in minutes, rounded up to five."""
    groups = form.visible_groups({})
    questions = sum(len(group.questions) for group in groups)
    seconds = questions * _QUESTION_SECONDS + len(form.file_questions({})) * _PAPER_SECONDS
    return max(5, -(-seconds // 300) * 5)


def _own_draft(request: HttpRequest, page: ServicePage) -> dict[str, Any]:
    """What this browser already has of this service: a draft, or a receipt."""
    secret = secret_of(request)
    draft: Draft | None = drafts.find(secret)
    if draft and draft.service_code == page.code:
        return {"draft": draft}
    handed_in = submitted_from(drafts.secret_digest(secret)) if secret else None
    return {"handed_in": handed_in}
