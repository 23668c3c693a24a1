"""/kiem-tra-phap-ly/<token>/: an expert without an account reads one revision and answers once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.addresses import local
from services_catalogue.models import LegalInvitation
from services_catalogue.workflow import legal_answers
from services_catalogue.workflow.causes import cause_shown
from services_catalogue.workflow.expert_form import sheet_for
from services_catalogue.workflow.legal_links import PATH, LinkState, find, state_of
from services_catalogue.workflow.link_guard import private


# No token of the form: whoever could make somebody else's browser post here must know the address,
# and who knows the address needs nobody else's browser.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def check(request: HttpRequest, token: str) -> HttpResponse:
    """What changes, a place for remarks, and the answer."""
    invitation = find(token)
    state = state_of(invitation) if invitation else LinkState.UNKNOWN
    if invitation is None or state is not LinkState.OPEN:
        return closed(request, invitation, state)
    if request.method != "POST":
        _note_opening(invitation)
        return _page(request, invitation, token)
    sheet = sheet_for(invitation, request.POST)
    if not sheet.form.is_valid():
        return _page(request, invitation, token, sheet=sheet)
    try:
        legal_answers.record(
            invitation,
            answer=sheet.form.cleaned_data["answer"],
            reason=sheet.form.cleaned_data["reason"],
            comments=sheet.form.comments(),
        )
    except legal_answers.LinkClosed as late:
        return closed(request, invitation, late.state)
    return HttpResponseRedirect(local(f"{PATH}{token}/"), status=303)


@require_safe
@private
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The service's page as this revision would be published."""
    invitation = find(token)
    state = state_of(invitation) if invitation else LinkState.UNKNOWN
    if invitation is None or state is not LinkState.OPEN:
        return closed(request, invitation, state)
    page = invitation.revision.as_object()
    context = page.get_context(request) | {"previewing": True, "back": local(f"{PATH}{token}/")}
    return render(request, "services_catalogue/legal_check/preview.html", context)


def closed(
    request: HttpRequest, invitation: LegalInvitation | None, state: LinkState
) -> HttpResponse:
    """Why the link does not work; nothing of the draft. After an answer, what was answered."""
    status = {LinkState.UNKNOWN: 404, LinkState.ANSWERED: 200}.get(state, 410)
    context = {"state": state.value, "invitation": invitation}
    return render(request, "services_catalogue/legal_check/closed.html", context, status=status)


def _page(
    request: HttpRequest, invitation: LegalInvitation, token: str, **shown: Any
) -> HttpResponse:
    sheet = shown.get("sheet") or sheet_for(invitation)
    form = sheet.form
    errors = [
        {"field": name, "text": text} for name, texts in form.errors.items() for text in texts
    ]
    context = {
        "invitation": invitation,
        "expert": invitation.expert,
        "asked": invitation.expert.request,
        "due_on": getattr(getattr(invitation.task_state, "workflow_due", None), "due_on", None),
        "cause": cause_shown(invitation.revision),
        "sheet": sheet,
        "form": form,
        "errors": errors,
        "wrong": {error["field"] for error in errors},
        "preview_url": local(f"{PATH}{token}/xem-truoc/"),
    }
    status = 422 if errors else 200
    return render(request, "services_catalogue/legal_check/check.html", context, status=status)


def _note_opening(invitation: LegalInvitation) -> None:
    LegalInvitation.objects.filter(pk=invitation.pk, opened_at=None).update(
        opened_at=timezone.now()
    )
