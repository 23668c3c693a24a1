"""/tra-cuu-ho-so/: follow a dossier by its code and four digits, without an account."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.addresses import local
from core.visitors import visitor_address
from submissions.models import Submission
from submissions.tracking import answers, elsewhere
from submissions.tracking.feed import feed_token
from submissions.tracking.forms import LookUpForm, WithdrawForm, errors_of, tidy_code
from submissions.tracking.grants import PATH, grant, granted, revoke
from submissions.tracking.lookup import TooManyTries, find
from submissions.tracking.standing import standing

log = structlog.get_logger(__name__)


# No token: the empty form is the same for everyone and cached, and it changes nothing. Who makes
# somebody else's browser post it must already know code and digits.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for code and digits; a proof leads to the dossier."""
    if request.method != "POST":
        code = tidy_code(request.GET.get("ma", "")[:80])
        response = _form(request, LookUpForm(initial={"code": code}))
        if code:
            add_never_cache_headers(response)
        return response
    form = LookUpForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    code = form.cleaned_data["code"]
    try:
        found = find(code, form.cleaned_data["digits"], visitor_address(request))
    except TooManyTries as brake:
        log.warning("tracking_brake_on", wait_seconds=brake.seconds)
        response = _form(request, form, status=429, wait=-(-brake.seconds // 60))
        response["Retry-After"] = str(brake.seconds)
        return response
    except elsewhere.BackendAway:
        return _form(request, form, status=503, away=True)
    if found is None:
        return _form(request, form, status=404, not_found=True)
    to_dossier = HttpResponseRedirect(local(f"{PATH}{found}/"), status=303)
    grant(request, to_dossier, found)
    add_never_cache_headers(to_dossier)
    return to_dossier


def _form(
    request: HttpRequest, form: LookUpForm, status: int = 200, **context: object
) -> HttpResponse:
    context |= {"form": form, "errors": errors_of(form) if form.is_bound else []}
    response = render(request, "submissions/tracking/look_up.html", context, status=status)
    if request.method == "POST":
        add_never_cache_headers(response)
    return response


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


# Anyone may make a browser forget.
@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the dossier on this device: the next person must prove again."""
    response = HttpResponseRedirect(local(PATH), status=303)
    revoke(response)
    return response


def granted_submission(request: HttpRequest, reference: str) -> Submission | None:
    """The submission with all that its page shows, or None without leave to see it."""
    if reference not in granted(request):
        return None
    dossiers = Submission.objects.prefetch_related("events", "requests")
    return get_object_or_404(dossiers, reference=reference)
