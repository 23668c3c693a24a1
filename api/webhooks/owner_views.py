"""/nha-phat-trien/webhook/cua-toi/: one endpoint, for its owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from api.models import State, WebhookSubscription
from api.webhooks import links, subscribing
from api.webhooks.forms import WishesForm
from api.webhooks.public_views import kinds_of
from api.webhooks.sending import KEPT_ATTEMPTS
from core.addresses import local
from submissions.applying.application import private
from submissions.tracking.forms import errors_of

MINE = f"{links.PATH}cua-toi/"


@require_safe
@private
def enter(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link of the mail: let this browser in and lead away from the address."""
    subscription = links.opened(token)
    if subscription is None:
        return _closed(request)
    response = HttpResponseRedirect(local(MINE), status=303)
    links.remember(response, subscription)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@private
def mine(request: HttpRequest) -> HttpResponseBase:
    """State, log, wishes; buttons post ``do``."""
    subscription = links.held_by(request)
    if subscription is None:
        return _closed(request)
    if request.method != "POST":
        return _page(request, subscription)
    act = request.POST.get("do", "")
    if act == "change":
        form = WishesForm(request.POST)
        if not form.is_valid():
            return _page(request, subscription, form=form, status=422)
        subscribing.change(subscription, url=form.cleaned_data["url"], wanted=form.wanted())
    elif act in ("close", "delete"):
        return _leave(subscription, delete=act == "delete")
    elif secret := _done(subscription, act):
        return _page(request, subscription, secret=secret)
    return HttpResponseRedirect(local(MINE), status=303)


def _done(subscription: WebhookSubscription, act: str) -> str:
    """Do it where it makes sense; answers a secret to show, or ""."""
    state = State(subscription.state)
    if act == "confirm" and state == State.UNCONFIRMED:
        return subscribing.confirm(subscription)
    if act == "rotate" and subscription.secrets:
        return subscribing.rotate(subscription)
    if act in ("check", "check-skip") and state in _CHECKED_AGAIN:
        subscribing.ask(subscription, "challenge", skip=act == "check-skip")
    elif act == "test" and state == State.ACTIVE:
        subscribing.ask(subscription, "test")
    elif act == "pause" and state == State.ACTIVE:
        subscribing.stop(subscription)
    return ""


_CHECKED_AGAIN = (State.UNVERIFIED, State.PAUSED, State.PARKED, State.GONE)


def _leave(subscription: WebhookSubscription, *, delete: bool) -> HttpResponse:
    if delete:
        subscription.delete()
    else:  # links in old mails stop working too
        subscription.link_number += 1
        subscription.save(update_fields=["link_number"])
    response = HttpResponseRedirect(local(links.PATH), status=303)
    links.forget(response)
    return response


def _page(
    request: HttpRequest,
    subscription: WebhookSubscription,
    *,
    form: WishesForm | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    form = form or WishesForm(
        initial={
            "url": subscription.url,
            "kinds": subscription.kinds,
            "fields_named": ", ".join(subscription.fields),
            "agencies_named": ", ".join(subscription.agencies),
            "codes_named": ", ".join(subscription.codes),
        }
    )
    before = subscription.before_until
    context = {
        "title": _("Webhook của bạn"),
        "subscription": subscription,
        "form": form,
        "errors": errors_of(form),
        "kinds": kinds_of(form),
        "secret": secret,
        "before_until": before if before and before > timezone.now() else None,
        "may_check": subscription.state in _CHECKED_AGAIN,
        "behind": subscription.position is not None and subscription.state != State.ACTIVE,
        "attempts": list(subscription.attempts.all()[:KEPT_ATTEMPTS]),
        "most": KEPT_ATTEMPTS,
    }
    return render(request, "api/webhooks/mine.html", context, status=status)


def _closed(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Liên kết đã hết hạn")}
    return render(request, "api/webhooks/closed.html", context, status=403)
