"""/xac-nhan-noi-dung/<token>/: a contact says that a service is still right. A click alone says nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from services_catalogue.reviewing.links import page_of
from services_catalogue.reviewing.recording import record_review
from services_catalogue.workflow.expert_views import private

DONE = "xong"


# No token of the form: whoever could make somebody else's browser post here must know the address.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, because mail programs open links by themselves; write it down on POST."""
    page = None if token == DONE else page_of(token)
    if page is None:
        status = 200 if token == DONE else 410
        context = {"done": token == DONE}
        return render(request, "services_catalogue/confirm_review.html", context, status=status)
    if request.method == "POST":
        record_review(page, by=page.contact_name or page.contact_email)
        response = HttpResponseRedirect(request.path.replace(token, DONE))
        response.status_code = 303
        return response
    return render(request, "services_catalogue/confirm_review.html", {"page": page})
