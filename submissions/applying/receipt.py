"""The reference, large; what happens next; the paper that says so."""

from __future__ import annotations

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.addresses import absolute, local
from submissions import drafts
from submissions.applying.application import private
from submissions.applying.confirmation_paper import confirmation_paper
from submissions.applying.draft_cookie import secret_of, start_path
from submissions.models import Submission
from submissions.submitting import submitted_from


@require_safe
@private
def receipt(request: HttpRequest, code: str) -> HttpResponseBase:
    """What was handed in by this browser a moment ago."""
    submission = _submission(request, code)
    if submission is None:
        return HttpResponseRedirect(local(start_path(code)))
    link = tracking_link(submission)
    context = {
        "submission": submission,
        "start": start_path(code),
        "link": link,
        "qr": segno.make(link, error="m", micro=False).svg_data_uri(border=2),
        "files": submission.attachments.all(),
    }
    return render(request, "submissions/applying/receipt.html", context)


@require_safe
@private
def receipt_pdf(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same as a PDF to keep or print."""
    submission = _submission(request, code)
    if submission is None:
        return HttpResponseRedirect(local(start_path(code)))
    pdf = confirmation_paper(submission, tracking_link(submission))
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{submission.reference}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def tracking_link(submission: Submission) -> str:
    """Where the application can be followed; asks for four digits there."""
    return absolute(f"/tra-cuu-ho-so/?ma={submission.reference}")


def _submission(request: HttpRequest, code: str) -> Submission | None:
    secret = secret_of(request)
    found = submitted_from(drafts.secret_digest(secret)) if secret else None
    return found if found and found.service_code == code else None
