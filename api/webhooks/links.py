"""Links that let an owner in: signed, for a week; then a cookie of this browser, for an hour."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from api.models import WebhookSubscription
from core.addresses import absolute, in_language

PATH = "/nha-phat-trien/webhook/"
LINK_SECONDS, COOKIE_SECONDS = 7 * 24 * 3600, 3600
_SALT = "api.webhooks.links"
_COOKIES = {code: f"webhook-{code}" for code, _name in settings.LANGUAGES}


def link_for(subscription: WebhookSubscription, language: str) -> str:
    """Absolute address that lets whoever has it in."""
    token = signing.dumps([str(subscription.pk), subscription.link_number], salt=_SALT)
    return absolute(in_language(f"{PATH}mo/{token}/", language))


def opened(token: str) -> WebhookSubscription | None:
    """The subscription that a link leads to; None when it is forged, old or called back."""
    try:
        pk, number = signing.loads(token, salt=_SALT, max_age=LINK_SECONDS)
        return WebhookSubscription.objects.filter(pk=UUID(pk), link_number=number).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None


def remember(response: HttpResponseBase, subscription: WebhookSubscription) -> None:
    """Let this browser in for an hour, to this subscription only."""
    value = signing.dumps([str(subscription.pk), subscription.link_number], salt=f"{_SALT}.cookie")
    for code, name in _COOKIES.items():
        response.set_cookie(
            name,
            value,
            max_age=COOKIE_SECONDS,
            path=in_language(PATH, code),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget(response: HttpResponseBase) -> None:
    """Close the door of this browser."""
    for code, name in _COOKIES.items():
        response.delete_cookie(name, path=in_language(PATH, code), samesite="Lax")


def held_by(request: HttpRequest) -> WebhookSubscription | None:
    """The subscription that this browser may manage."""
    cookie = next(filter(None, map(request.COOKIES.get, _COOKIES.values())), "")
    try:
        pk, number = signing.loads(cookie, salt=f"{_SALT}.cookie", max_age=COOKIE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return WebhookSubscription.objects.filter(pk=UUID(pk), link_number=number).first()
