"""/tra-cuu-ho-so/: prove that you know a dossier, by its code and four digits, without an account."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from core.addresses import local
from core.visitors import visitor_address
from submissions.tracking import elsewhere
from submissions.tracking.forms import LookUpForm, errors_of, tidy_code
from submissions.tracking.grants import PATH, grant, revoke
from submissions.tracking.lookup import TooManyTries, find

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


# Anyone may make a browser forget.
@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the dossier on this device: the next person must prove again."""
    response = HttpResponseRedirect(local(PATH), status=303)
    revoke(response)
    return response
