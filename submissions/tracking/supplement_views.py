"""/tra-cuu-ho-so/{reference}/bo-sung/{id}/: hand in what officers asked for, in place."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from core.addresses import local
from submissions.models import OfficerRequest, Submission
from submissions.tracking import answers
from submissions.tracking.grants import PATH, granted_submission
from submissions.tracking.supplementing import (
    Asked,
    papers_of,
    remove_file,
    take_files,
    waiting_request,
)
from submissions.uploads.capped_handler import CappedUploadHandler
from submissions.uploads.file_types import ACCEPT
from submissions.uploads.receiving import in_words
from submissions.uploads.refusals import Reason, Refused

log = structlog.get_logger(__name__)
LONGEST_NOTE = 2000


# The token is checked by _page_of, after the handler for uploads is in its place: looking at the
# token reads the body, files and all.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def supplement(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take files for one paper, or send all that was added."""
    handler = CappedUploadHandler(request)
    request.upload_handlers = [handler]
    return _page_of(request, reference=reference, pk=pk, handler=handler)


@csrf_protect
def _page_of(
    request: HttpRequest, reference: str, pk: int, handler: CappedUploadHandler
) -> HttpResponse:
    submission, asked_for = _waiting(request, reference, pk)
    if submission is None:
        return HttpResponseRedirect(local(f"{PATH}?ma={reference}"))
    if asked_for is None:  # answered meanwhile, in another tab or by another click
        return HttpResponseRedirect(local(f"{PATH}{reference}/"), status=303)
    if request.method != "POST":
        return _page(request, submission, asked_for)
    chosen = request.POST.get("giay-to", "")
    paper = next((one for one in papers_of(asked_for) if one.name == chosen), None)
    try:
        if paper is not None:
            errors = _take(request, asked_for, paper, handler)
            if errors:
                return _page(request, submission, asked_for, errors)
            return HttpResponseRedirect(f"{request.path}#{paper.name}", status=303)
        note = request.POST.get("note", "").strip()[:LONGEST_NOTE]
        files = list(asked_for.attachments.all())
        if not files and not note:
            return _page(request, submission, asked_for, [_nothing(asked_for)])
        answers.supplement(asked_for, files, note)
    except answers.AlreadyAnswered:
        log.info("supplement_came_late")
    return HttpResponseRedirect(local(f"{PATH}{reference}/"), status=303)


@require_POST
@never_cache
def remove(request: HttpRequest, reference: str, pk: int, key: UUID) -> HttpResponse:
    """Take a file away again."""
    _submission, asked_for = _waiting(request, reference, pk)
    if asked_for is not None:
        remove_file(asked_for, key)
    return HttpResponseRedirect(local(f"{PATH}{reference}/bo-sung/{pk}/"), status=303)


def _waiting(
    request: HttpRequest, reference: str, pk: int
) -> tuple[Submission | None, OfficerRequest | None]:
    submission = granted_submission(request, reference)
    return submission, waiting_request(submission, pk) if submission else None


def _take(
    request: HttpRequest, asked_for: OfficerRequest, paper: Asked, handler: CappedUploadHandler
) -> list[dict[str, str]]:
    refused = take_files(asked_for, paper, request.FILES.getlist("tep"), handler.refused)
    for one in refused:
        log.info("file_refused", reason=one.reason.value)
    return [{"field": paper.name, "text": str(one)} for one in refused]


def _nothing(asked_for: OfficerRequest) -> dict[str, str]:
    first = papers_of(asked_for)[0]
    return {"field": first.name, "text": str(Refused(Reason.EMPTY, name=first.label[:80]))}


def _page(
    request: HttpRequest,
    submission: Submission,
    asked_for: OfficerRequest,
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "submission": submission,
        "request_for": asked_for,
        "papers": papers_of(asked_for),
        "note": request.POST.get("note", ""),
        "errors": errors or [],
        "wrong": {error["field"] for error in errors or []},
        "accept": ACCEPT,
        "largest": in_words(settings.ATTACHMENT_BYTES),
        "most": settings.ATTACHMENTS_OF_A_PAPER,
        "here": request.path,
    }
    status = 422 if errors else 200
    return render(request, "submissions/tracking/supplement.html", context, status=status)
