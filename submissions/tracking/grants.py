"""Leave to look at a dossier: a signed cookie of this browser, for an hour, for these pages only.

Not a session: the rest of the portal stays the same for everyone and cached.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from core.addresses import in_language
from submissions.models import Submission

SECONDS = 3600
PATH = "/tra-cuu-ho-so/"
#: A cookie of its own for each language: one name could stand in a response only once.
COOKIES = {code: f"ho-so-{code}" for code, _name in settings.LANGUAGES}
_SALT = "submissions.tracking.grants"
#: The last few dossiers looked at; more is not a person following theirs.
_MOST = 5


def granted(request: HttpRequest) -> list[str]:
    """References that this browser has proved to know, latest first."""
    cookie = next(filter(None, map(request.COOKIES.get, COOKIES.values())), "")
    try:
        value = signing.loads(cookie, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return []
    return [str(reference) for reference in value] if isinstance(value, list) else []


def granted_submission(request: HttpRequest, reference: str) -> Submission | None:
    """The submission with all that its page shows, or None without leave to see it."""
    if reference not in granted(request):
        return None
    dossiers = Submission.objects.prefetch_related("events", "requests")
    return get_object_or_404(dossiers, reference=reference)


def grant(request: HttpRequest, response: HttpResponseBase, reference: str) -> None:
    """Let this browser see the dossier for an hour from now."""
    references = [reference, *(one for one in granted(request) if one != reference)][:_MOST]
    value = signing.dumps(references, salt=_SALT)
    for code, name in COOKIES.items():
        response.set_cookie(
            name,
            value,
            max_age=SECONDS,
            path=in_language(PATH, code),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def revoke(response: HttpResponseBase) -> None:
    """Forget every dossier that this browser may see."""
    for code, name in COOKIES.items():
        response.delete_cookie(name, path=in_language(PATH, code), samesite="Lax")
