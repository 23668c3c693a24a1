"""Doing something with a dossier: one page an action."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from onestop import moves
from onestop.desk import forms, showing
from onestop.desk.access import OfficerRequest, dossier_or_404, officers_only
from onestop.desk.actions import ACTIONS, Action, Doing, carry_out
from onestop.desk.pages import page
from onestop.models import Agency, Dossier, Officer


@require_http_methods(["GET", "HEAD", "POST"])
@officers_only
def act(request: OfficerRequest, code: str, slug: str) -> HttpResponse:
    """Ask what is needed, then do it, once, and only if nobody else was faster."""
    action = ACTIONS.get(slug)
    if action is None:
        raise Http404
    dossier = dossier_or_404(request.officer, code)
    form = _form(action, dossier, request)
    stale = request.method == "POST" and _seen(request) not in {None, dossier.version}
    if stale or not action.may(dossier):
        return _overtaken(request, action, dossier)
    if request.method == "POST" and form.is_valid():
        doing = Doing(
            dossier=dossier, officer=request.officer, data=form.cleaned_data, at=timezone.now()
        )
        try:
            carry_out(action, doing)
        except moves.Stale:
            return _overtaken(request, action, dossier_or_404(request.officer, code))
        except moves.MoveError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, action.done, extra_tags="done")
            return _back(request, code)
    return _shown(request, action, dossier, {"form": form}, status=422 if form.errors else 200)


def _seen(request: OfficerRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None


def _form(action: Action, dossier: Dossier, request: OfficerRequest) -> forms.MoveForm:
    more: dict[str, Any] = {}
    if action.form is forms.PapersForm:
        more["papers"] = _names_of_papers(dossier)
    elif action.form is forms.HandOnForm:
        more |= _where_to(dossier, request.officer)
    if request.method == "POST":
        return action.form(data=request.POST, files=request.FILES, **more)
    return action.form(initial={"seen": dossier.version}, **more)


def _names_of_papers(dossier: Dossier) -> list[str]:
    """Papers that the service asks for in this case, then others that were handed in."""
    asked = [
        paper["name"]
        for paper in dossier.service.papers
        if not paper.get("case") or not dossier.case or paper["case"] == dossier.case
    ]
    given = dossier.attachments.filter(is_result=False).values_list("role", flat=True)
    return list(dict.fromkeys(name for name in [*asked, *given] if name))


def _where_to(dossier: Dossier, me: Officer) -> dict[str, Any]:
    agencies = Agency.objects.filter(is_active=True).exclude(pk=dossier.agency_id)
    colleagues = Officer.objects.filter(agency=dossier.agency_id, user__is_active=True)
    if dossier.officer_id:
        colleagues = colleagues.exclude(pk=dossier.officer_id)
    return {
        "agencies": list(agencies.values_list("code", "name")),
        "officers": [
            (str(one.pk), f"{one} (bạn)" if one.pk == me.pk else str(one))
            for one in colleagues.select_related("user")
        ],
    }


def _overtaken(request: OfficerRequest, action: Action, dossier: Dossier) -> HttpResponse:
    """Say plainly that the dossier is no longer as the officer saw it.

    Passed over when it was they themselves who sent the same thing twice.
    """
    last = dossier.events.order_by("-number").first()
    mine = last is not None and last.actor == request.officer.user.get_username()
    if request.method == "POST" and mine and last is not None and last.kind in action.kinds:
        return _back(request, dossier.code)
    now = showing.status_words(dossier).lower()
    if request.method != "POST" or last is None or mine:
        words = f"Hồ sơ hiện ở trạng thái “{now}” nên không làm được việc này."
    else:
        who = Officer.objects.select_related("user").filter(user__username=last.actor).first()
        words = (
            f"{who or showing.actor(last.actor)} vừa xử lý hồ sơ này lúc {showing.moment(last.at)}. "
            f"Hồ sơ hiện ở trạng thái “{now}”."
        )
    return _shown(request, action, dossier, {"overtaken": words}, status=409)


def _back(request: OfficerRequest, code: str) -> HttpResponse:
    """To the dossier, or to the queue when it is no longer the unit's."""
    still_ours = Dossier.objects.filter(code=code, agency=request.officer.agency_id).exists()
    return redirect("desk:dossier", code) if still_ours else redirect("desk:queue")


def _shown(
    request: OfficerRequest, action: Action, dossier: Dossier, more: dict[str, Any], *, status: int
) -> HttpResponse:
    shown = {
        "code": dossier.code,
        "applicant_name": dossier.applicant_name,
        "service_name": dossier.service.name,
    }
    context = {"section": "queue", "action": action, "dossier": shown, **more}
    return page(request, "action.html", context, status=status)
