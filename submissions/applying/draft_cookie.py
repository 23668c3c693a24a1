"""The secret of a draft in this browser: a cookie for the pages of one service only.

Not a session: the rest of the portal stays the same for everyone and cached. A cookie of its own for
each language, since one name could stand in a response only once.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from core.addresses import in_language

COOKIES = {code: f"ban-nhap-{code}" for code, _name in settings.LANGUAGES}
#: After handing in the browser may show the receipt for this long, in seconds.
RECEIPT_SECONDS = 3600


def start_path(code: str) -> str:
    """Where the application for a service begins, without language."""
    return f"/nop-ho-so/{code}/"


def secret_of(request: HttpRequest) -> str:
    """The secret that this browser keeps for the service of the address; "" when it keeps none."""
    return next(filter(None, (request.COOKIES.get(name) for name in COOKIES.values())), "")


def remember(
    response: HttpResponseBase, code: str, secret: str, seconds: int | None = None
) -> None:
    """Keep the secret in this browser, by default for as long as a draft is kept."""
    for language, name in COOKIES.items():
        response.set_cookie(
            name,
            secret,
            max_age=settings.DRAFT_DAYS * 86400 if seconds is None else seconds,
            path=in_language(start_path(code), language),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def forget(response: HttpResponseBase, code: str) -> None:
    """Remove the secret from this browser."""
    for language, name in COOKIES.items():
        path = in_language(start_path(code), language)
        response.delete_cookie(name, path=path, samesite="Lax")
