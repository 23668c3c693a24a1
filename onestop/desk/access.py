"""Who sees what: officers the dossiers of their own unit, and nobody keeps a copy in a cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from onestop.models import Dossier, Officer

View = Callable[..., HttpResponseBase]


class OfficerRequest(HttpRequest):
    """A request of somebody who may be here."""

    officer: Officer


def officers_only(view: View) -> View:
    """Send strangers to log in; keep the answer out of every cache."""

    @wraps(view)
    def guarded(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        officer = (
            Officer.objects.select_related("agency", "user")
            .filter(user=request.user.pk, user__is_active=True, agency__is_active=True)
            .first()
            if request.user.is_authenticated
            else None
        )
        if officer is None:
            response = _log_in_first(request)
        else:
            request.officer = officer
            response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return guarded


def heads_only(view: View) -> View:
    """Only for those who head their unit; for others the page does not exist."""

    @officers_only
    @wraps(view)
    def guarded(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.officer.heads_agency:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _log_in_first(request: HttpRequest) -> HttpResponseBase:
    where = request.get_full_path() if request.method == "GET" else reverse("desk:queue")
    return redirect_to_login(where, login_url=reverse("desk:log_in"))


def dossier_or_404(officer: Officer, code: str) -> Dossier:
    """The dossier ``code`` of the officer's unit, with what its page shows.

    Errors: Http404 for a code that is unknown or another unit's; which of them, nobody learns.
    """
    return get_object_or_404(
        Dossier.objects.select_related("service", "agency", "officer__user"),
        code=code,
        agency=officer.agency_id,
    )
