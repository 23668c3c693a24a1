"""Going on later: a link by mail, or a cookie of this browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.addresses import local
from services_catalogue.selectors import by_code
from submissions import drafts
from submissions.application_mails import mail_link_to_draft
from submissions.applying.application import Application, gone, private, with_application
from submissions.applying.draft_cookie import remember
from submissions.submitting import submitted_from
from submissions.vocabulary import NoticeKind

#: Mails with the link that one draft may cause in an hour.
MAILS_AN_HOUR = 3


class AddressForm(forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Nhập địa chỉ thư điện tử của bạn."),
            "invalid": _("Nhập địa chỉ thư đủ phần sau @, ví dụ ten@vidu.vn."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_application
def later(request: HttpRequest, application: Application) -> HttpResponseBase:
    """Say how the draft is kept; send its link to the address that is given."""
    draft = application.draft
    form = AddressForm(request.POST or None, initial={"email": draft.email or ""})
    context: dict[str, Any] = {
        "application": application,
        "form": form,
        "until": drafts.kept_until(draft),
        "next": application.unfinished(),
        "sent": request.GET.get("da-gui") == "1",
    }
    if request.method == "POST" and form.is_valid():
        hour_ago = timezone.now() - timedelta(hours=1)
        mails = draft.notices.filter(kind=NoticeKind.RESUME)
        if mails.filter(created_at__gt=hour_ago).count() < MAILS_AN_HOUR:
            draft.email = form.cleaned_data["email"]
            draft.save(update_fields=["email", "changed_at"])
            mail_link_to_draft(
                draft,
                to=draft.email,
                secret=application.secret,
                service=application.page.title,
                number=mails.count() + 1,
            )
            path = local(f"{application.start}luu/")
            return HttpResponseRedirect(f"{path}?da-gui=1", status=303)
        context["too_many"] = True
    context["errors"] = [
        {"field": name, "text": text} for name, texts in form.errors.items() for text in texts
    ]
    status = 429 if context.get("too_many") else 422 if context["errors"] else 200
    return render(request, "submissions/applying/later.html", context, status=status)


@require_safe
@private
def resume(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link of the mail: keep the secret in this browser and lead away from the address."""
    draft = drafts.find(token)
    if draft is not None:
        page = by_code(draft.service_code)
        if page is None:
            return gone(request, None)
        step = Application(page, draft, token).unfinished()
        response = HttpResponseRedirect(local(step.path))
        remember(response, draft.service_code, token)
        return response
    submission = submitted_from(drafts.secret_digest(token[:100]))
    # A dead token leads away as well: an error would be logged with its address.
    path = f"/tra-cuu-ho-so/?ma={submission.reference}" if submission else "/nop-ho-so/het-han/"
    return HttpResponseRedirect(local(path))


@require_safe
@private
def expired(request: HttpRequest) -> HttpResponse:
    """Where links of drafts lead that are not there any more."""
    return gone(request, None)
