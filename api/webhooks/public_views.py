"""/nha-phat-trien/webhook/: register an endpoint, or have the link to one sent again."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from api.models import WebhookSubscription
from api.webhooks import links, subscribing
from api.webhooks.forms import LinkForm, RegisterForm
from core.addresses import local
from core.visitors import visitor_address
from services_catalogue.models import ChangeKind
from submissions.tracking.forms import errors_of

#: Forms an hour from one address and from all, in each process: each may send a mail to somebody.
FROM_ONE, FROM_ALL, WINDOW = 10, 300, 3600


# No token: the empty form is the same for everyone and cached; what a stranger's site could do with a
# visitor's browser is to send a mail that asks before anything happens.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponseBase:
    """The form; a good one is answered alike whoever's mailbox it names."""
    if request.method != "POST":
        return _page(request, RegisterForm(initial={"kinds": ChangeKind.values}))
    form = RegisterForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if not _within_limits(request):
        return _too_many(request)
    told = form.cleaned_data
    try:
        subscribing.register(
            url=told["url"],
            email=told["email"],
            language=get_language() or "vi",
            wanted=form.wanted(),
        )
    except subscribing.TooMany:
        form.add_error("email", _("Hộp thư này đã đăng ký nhiều nhất có thể. Xoá bớt rồi thử lại."))
        return _page(request, form, status=422)
    except subscribing.Barred:
        form.add_error("url", _("Người quản trị cổng đã ngừng webhook này. Hãy liên hệ với cổng."))
        return _page(request, form, status=422)
    return HttpResponseRedirect(local(f"{links.PATH}da-gui/"), status=303)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def links_again(request: HttpRequest) -> HttpResponseBase:
    """Mail all links of a mailbox; says the same whether it has any."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not _within_limits(request):
            return _too_many(request)
        digest = subscribing.owner_digest(form.cleaned_data["email"])
        for one in WebhookSubscription.objects.filter(owner_digest=digest):
            subscribing.send_link(one)
        return HttpResponseRedirect(local(f"{links.PATH}da-gui/"), status=303)
    errors = errors_of(form)
    context = {"title": _("Gửi lại liên kết quản lý"), "form": form, "errors": errors}
    return _render(request, "api/webhooks/links_again.html", context, 422 if errors else 200)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Look into your mailbox."""
    return render(request, "api/webhooks/sent.html", {"title": _("Xem hộp thư của bạn")})


def _page(request: HttpRequest, form: RegisterForm, status: int = 200) -> HttpResponse:
    context = {
        "title": _("Webhook: được báo khi dịch vụ thay đổi"),
        "form": form,
        "errors": errors_of(form),
        "kinds": kinds_of(form),
    }
    return _render(request, "api/webhooks/register.html", context, status)


def _render(
    request: HttpRequest, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    response = render(request, template, context, status=status)
    if request.method == "POST":
        add_never_cache_headers(response)
    return response


def kinds_of(form: Any) -> list[tuple[str, Any, bool]]:
    """(value, words, whether chosen) of each kind of change."""
    chosen = form["kinds"].value() or ([] if form.is_bound else ChangeKind.values)
    return [(value, label, value in chosen) for value, label in ChangeKind.choices]


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "errors/too_many.html", status=429)
    response["Retry-After"] = str(WINDOW)
    return response


def _within_limits(request: HttpRequest) -> bool:
    return (
        _count(f"webhook:{visitor_address(request)}") <= FROM_ONE and _count("webhook") <= FROM_ALL
    )


def _count(key: str) -> int:
    limits = caches["limits"]
    limits.add(key, 0, WINDOW)
    return limits.incr(key)
