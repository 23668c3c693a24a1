"""Follow a service by mail, confirm it, end it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.visitors import visitor_address
from home.models import Subscription
from home.subscriptions import asking
from services_catalogue.permalinks import gone_answer
from services_catalogue.selectors import by_code, published

#: Requests an hour from one visitor's address, and from all together, in each process.
FROM_ONE, FROM_ALL, WINDOW = 10, 2000, 3600
SENT = "da-gui"


class FollowForm(forms.Form):
    """One address."""

    email = forms.EmailField(
        label=_("Thư điện tử của bạn"),
        max_length=254,
        error_messages={
            "required": _("Điền địa chỉ thư của bạn."),
            "invalid": _("Địa chỉ thư viết như ten@example.vn."),
        },
    )


# No token: the page is the same for everyone. All that a stranger's site could do is to have a mail
# sent that its reader ignores; _from_elsewhere and the limits stop that.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for an address; answer the same to everyone."""
    page = by_code(code, published().select_related("field", "locale"))
    if page is None:
        return gone_answer(request, code)
    if page.code != code:
        return redirect("follow", code=page.code)
    if request.method != "POST":
        return _show(request, page, None)
    form = FollowForm(request.POST)
    if request.headers.get("Sec-Fetch-Site", "") == "cross-site" or not form.is_valid():
        response = _show(request, page, form)
        response.status_code = 422
        response["Cache-Control"] = "no-store"  # the address that was typed stands in it
        return response
    if not _within_limits(visitor_address(request)):
        answer = render(request, "errors/too_many.html", status=429)
        answer["Retry-After"] = str(WINDOW)
        return answer
    asking.ask(page, form.cleaned_data["email"])
    response = HttpResponseRedirect(f"{request.path}?{SENT}")
    response.status_code = 303
    return response


def _show(request: HttpRequest, page: Any, form: FollowForm | None) -> HttpResponse:
    context = {
        "service": page,
        "title": _("Nhận tin khi dịch vụ thay đổi"),
        "sent": SENT in request.GET,
        "error": form.errors.get("email", [""])[0] if form else "",
        "typed": form.data.get("email", "")[:254] if form else "",
        "days": asking.TO_CONFIRM.days,
        "trail": [
            {"title": _("Dịch vụ"), "url": "/dich-vu/"},
            {"title": page.title, "url": page.get_url() or page.permalink},
        ],
    }
    return render(request, "home/follow/form.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, because programs that read mail follow links by themselves."""
    row = asking.waiting(token)
    done = False
    if row is not None and request.method == "POST":
        asking.confirm(row)
        done = True
    return _answer(request, "home/follow/confirm.html", row, done)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End with one POST (RFC 8058); for people who open the link there is a button."""
    row = asking.ending(token)
    done = request.method == "POST"
    if row is not None and done:
        asking.end(row)
    return _answer(request, "home/follow/stop.html", row, done)


def _answer(
    request: HttpRequest, template: str, row: Subscription | None, done: bool
) -> HttpResponse:
    service = by_code(row.code, published().select_related("locale")) if row else None
    context = {"row": row, "service": service, "done": done}
    response = render(request, template, context, status=200 if row or done else 410)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _within_limits(address: str) -> bool:
    return _count(f"follow:{address}") <= FROM_ONE and _count("follow") <= FROM_ALL


def _count(key: str) -> int:
    limits = caches["limits"]
    limits.add(key, 0, WINDOW)
    try:
        return limits.incr(key)
    except ValueError:  # its time ended between the two calls
        return 1
