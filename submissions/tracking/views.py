"""/tra-cuu-ho-so/{code}/: the dossier, for a browser that has proved to know it; withdrawing it."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.addresses import local
from submissions.tracking import answers, elsewhere
from submissions.tracking.feed import feed_token
from submissions.tracking.forms import WithdrawForm, errors_of
from submissions.tracking.grants import PATH, granted, granted_submission
from submissions.tracking.standing import standing

log = structlog.get_logger(__name__)


@require_safe
@never_cache
def dossier(request: HttpRequest, reference: str) -> HttpResponse:
    """The dossier, for a browser that has proved to know it; else the way to prove it."""
    if elsewhere.is_dossier_code(reference) and reference in granted(request):
        return _elsewhere(request, reference)
    submission = granted_submission(request, reference)
    if submission is None:
        return HttpResponseRedirect(local(f"{PATH}?ma={reference}"))
    context = {
        "code": reference,
        "files": submission.files,
        "submission": submission,
        "standing": standing(submission, timezone.now()),
        "withdrawal": answers.withdrawal_of(submission),
        "refused": answers.refused_answers(submission),
        "feed_url": local(f"{PATH}theo-doi/{reference}/{feed_token(reference)}.atom"),
    }
    return render(request, "submissions/tracking/dossier.html", context)


def _elsewhere(request: HttpRequest, code: str) -> HttpResponse:
    """A dossier that did not come through the portal, as the backend tells it now."""
    try:
        found = elsewhere.look(code, timezone.now())
    except elsewhere.BackendAway:
        return render(request, "submissions/tracking/away.html", status=503)
    if found is None:
        return HttpResponseRedirect(local(f"{PATH}?ma={code}"))
    context = {
        "code": code,
        "submission": found.submission,
        "standing": found.standing,
        "files": found.files,
    }
    return render(request, "submissions/tracking/elsewhere.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether they are sure; then hand the withdrawal to the outbox."""
    submission = granted_submission(request, reference)
    if submission is None:
        return HttpResponseRedirect(local(f"{PATH}?ma={reference}"))
    form = WithdrawForm(request.POST or None)
    here = local(f"{PATH}{reference}/")
    if request.method == "POST" and form.is_valid():
        try:
            answers.withdraw(submission, form.cleaned_data["reason"])
        except answers.CannotWithdraw:
            log.info("withdrawal_refused", status=submission.status)
        return HttpResponseRedirect(here, status=303)
    state = standing(submission, timezone.now())
    if not state.may_withdraw or answers.withdrawal_of(submission):
        return HttpResponseRedirect(here)
    context = {"submission": submission, "form": form, "errors": errors_of(form)}
    status = 422 if form.is_bound else 200
    return render(request, "submissions/tracking/withdraw.html", context, status=status)
