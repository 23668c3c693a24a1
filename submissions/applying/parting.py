"""Parting from a draft: deleted for good, or forgotten by this browser only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from core.addresses import local
from submissions import drafts
from submissions.applying.application import Application, private, with_application
from submissions.applying.draft_cookie import forget, start_path


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def discard(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Ask whether the draft is to be deleted for good; a POST does it."""
    if request.method != "POST":
        context = {"application": application}
        return render(request, "submissions/applying/discard.html", context)
    drafts.delete(application.draft)
    response = HttpResponseRedirect(local(application.start), status=303)
    forget(response, application.page.code)
    return response


@require_POST
@private
def leave(request: HttpRequest, code: str) -> HttpResponseBase:
    """Forget the draft in this browser only: on a shared computer the next person must not see it."""
    response = HttpResponseRedirect(local(start_path(code)), status=303)
    forget(response, code)
    return response
