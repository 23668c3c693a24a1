"""The papers: photos and files added on one page."""

from __future__ import annotations

from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from core.addresses import local
from submissions.applying.application import PAPERS, Application, Paper, with_application
from submissions.models import Draft
from submissions.paper_files import add_file
from submissions.uploads.capped_handler import CappedUploadHandler
from submissions.uploads.file_types import ACCEPT
from submissions.uploads.receiving import in_words, receive
from submissions.uploads.refusals import Reason, Refused

log = structlog.get_logger(__name__)


# The token is checked by _papers, after the handler for uploads is in its place: looking at the token
# reads the body, files and all.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the papers that are asked for; take files for one of them; or go on."""
    handler = CappedUploadHandler(request)
    request.upload_handlers = [handler]
    return _papers(request, code=code, handler=handler)


@csrf_protect
@with_application
def _papers(
    request: HttpRequest, application: Application, handler: CappedUploadHandler
) -> HttpResponseBase:
    step = application.step(PAPERS)
    if step is None:
        return HttpResponseRedirect(local(application.unfinished().path), status=303)
    if request.method != "POST":
        return _page(request, application)
    chosen = request.POST.get("giay-to", "")
    paper = next((one for one in application.papers if one.name == chosen), None)
    if paper is not None:
        refused = _take(request, application.draft, paper, handler)
        if refused:
            return _page(request, application, paper=paper, refused=refused)
        return HttpResponseRedirect(f"{local(step.path)}#{paper.name}", status=303)
    errors = [{"field": name, "text": text} for name, text in application.missing.items()]
    if errors:
        return _page(request, application, errors=errors)
    return HttpResponseRedirect(local(application.after(PAPERS).path), status=303)


def _take(
    request: HttpRequest, draft: Draft, paper: Paper, handler: CappedUploadHandler
) -> list[Refused]:
    """Keep every file that can be kept; answer why the others cannot."""
    files: list[Any] = request.FILES.getlist("tep")
    refused = list(handler.refused)
    for file in files:
        try:
            add_file(draft, paper.role, receive(file.read(), file.name or ""))
        except Refused as refusal:
            refused.append(refusal)
        file.close()
    if not files and not refused:
        refused.append(Refused(Reason.EMPTY, name=paper.label[:80]))
    for one in refused:
        log.info("file_refused", reason=one.reason.value)
    return refused


def _page(
    request: HttpRequest,
    application: Application,
    *,
    paper: Paper | None = None,
    refused: list[Refused] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    if paper and refused:
        application = Application(application.page, application.draft, application.secret)
        errors = [{"field": paper.name, "text": str(one)} for one in refused]
    context = {
        "application": application,
        "papers": application.papers,
        "errors": errors or [],
        "wrong": {error["field"] for error in errors or []},
        "progress": application.progress(PAPERS),
        "back_path": application.before(PAPERS),
        "accept": ACCEPT,
        "largest": in_words(settings.ATTACHMENT_BYTES),
        "most": settings.ATTACHMENTS_OF_A_PAPER,
    }
    status = 422 if errors else 200
    return render(request, "submissions/applying/papers.html", context, status=status)
