"""One's own files: looked at, to see whether they can be read, and taken away."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from core.addresses import local
from submissions.applying.application import PAPERS, Application, with_application
from submissions.paper_files import remove_file
from submissions.uploads import sealed_files


@require_POST
@with_application
def remove(request: HttpRequest, application: Application, key: UUID) -> HttpResponseBase:
    """Take a file away; the page tells where it was."""
    remove_file(application.draft, key)
    return HttpResponseRedirect(local(f"{application.start}{PAPERS}/"), status=303)


@require_safe
@with_application
def look(request: HttpRequest, application: Application, key: UUID) -> HttpResponseBase:
    """One's own file, to see whether it can be read. Photos are shown, documents downloaded."""
    attachment = application.draft.attachments.filter(pk=key).first()
    if attachment is None:
        raise Http404("no such file")
    try:
        content = sealed_files.read(key)
    except sealed_files.FileGone as gone:
        raise Http404("the file is gone") from gone
    response = HttpResponse(content, content_type=attachment.content_type)
    is_photo = attachment.content_type == "image/jpeg"
    response["Content-Disposition"] = (
        content_disposition_header(not is_photo, attachment.filename) or "attachment"
    )
    return response
