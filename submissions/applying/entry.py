"""The start page of an application: what it needs, how long it takes, a draft to go on with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from core.addresses import local
from core.visitors import visitor_address
from services_catalogue import checklist, facts
from services_catalogue.loading import load_parts
from services_catalogue.models import ServicePage
from services_catalogue.starting import start
from submissions import drafts
from submissions.applying.application import Application, private, service_page, with_application
from submissions.applying.draft_cookie import remember, secret_of, start_path
from submissions.backends.connected import deep_link
from submissions.forms.compiled import CompiledForm
from submissions.forms.versions import compile_version, version_for
from submissions.models import Draft
from submissions.submitting import submitted_from
from submissions.uploads.receiving import in_words

#: Drafts begun within an hour from one address: many people share that of a service centre.
FROM_ONE_ADDRESS, WINDOW = 200, 3600
#: Seconds that a question and a paper take, from watching people fill in forms on a telephone.
_QUESTION_SECONDS, _PAPER_SECONDS = 15, 60


@require_http_methods(["GET", "HEAD", "POST"])
@private
def entry(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show what the application needs; a POST begins it."""
    page = service_page(request, code)
    if not isinstance(page, ServicePage):
        return page
    cases, case_name = _cases_of(page, request)
    way = start(page, case_name)
    too_many = request.method == "POST" and not _may_begin(request)
    if way.kind == "online_here" and request.method == "POST" and not too_many:
        return _begin(request, page, case_name)
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


def _may_begin(request: HttpRequest) -> bool:
    """Whether this address may begin another draft; counted in each process, never written down."""
    key, limits = f"draft:{visitor_address(request)}", caches["limits"]
    limits.add(key, 0, WINDOW)
    return bool(limits.incr(key) <= FROM_ONE_ADDRESS)


@require_safe
@with_application
def go_on(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Lead to the first page where something is still to do."""
    return HttpResponseRedirect(local(application.unfinished().path))


@require_safe
@private
def leave_for_other_site(request: HttpRequest, code: str) -> HttpResponseBase:
    """Lead to the other site with signed parameters, now: they are believed for an hour only."""
    page = service_page(request, code)
    if not isinstance(page, ServicePage):
        return page
    _cases, chosen = _cases_of(page, request)
    way = start(page, chosen)
    if way.kind != "leads_elsewhere":
        return HttpResponseRedirect(local(start_path(page.code)))
    url = deep_link(way.url, service_code=page.code, case=chosen, now=timezone.now())
    return HttpResponseRedirect(url)


def _cases_of(page: ServicePage, request: HttpRequest) -> tuple[list[checklist.CaseView], str]:
    """The cases, one of them open, and the name of that one as targets and forms know it."""
    load_parts(page)
    cases = checklist.cases(page, request.POST.get("th") or request.GET.get("th", ""))
    chosen = next((one for one in cases if one.open), None)
    return cases, chosen.name if chosen and chosen.named else ""


def minutes(form: CompiledForm) -> int:
    """How long filling in takes, in minutes, rounded up to five."""
    groups = form.visible_groups({})
    questions = sum(len(group.questions) for group in groups)
    seconds = questions * _QUESTION_SECONDS + len(form.file_questions({})) * _PAPER_SECONDS
    return max(5, -(-seconds // 300) * 5)


def _begin(request: HttpRequest, page: ServicePage, case_name: str) -> HttpResponseBase:
    draft, secret = drafts.begin(
        service_code=page.code,
        case_name=case_name,
        form_version=version_for(page, case_name),
        language=get_language() or "vi",
    )
    old = drafts.find(secret_of(request))
    if old and old.service_code == page.code and not old.email:
        # Nothing leads to it any more.
        drafts.delete(old)
    first = Application(page, draft, secret).steps[0]
    response = HttpResponseRedirect(local(first.path), status=303)
    remember(response, page.code, secret)
    return response


def _own_draft(request: HttpRequest, page: ServicePage) -> dict[str, Any]:
    """What this browser already has of this service: a draft, or a receipt."""
    secret = secret_of(request)
    draft: Draft | None = drafts.find(secret)
    if draft and draft.service_code == page.code:
        return {"draft": draft}
    handed_in = submitted_from(drafts.secret_digest(secret)) if secret else None
    return {"handed_in": handed_in}
