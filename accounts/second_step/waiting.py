"""People whose password was right and who have not given their code yet: kept in the session.

They are not logged in meanwhile: nothing but the page that asks for the code knows them.
"""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

_KEY = "second_step"
#: How long the code may take, in seconds.
SECONDS = 600


def begin(request: HttpRequest, user: Any, *, remember: bool) -> None:
    """Remember who is to give a code, under a new session key."""
    request.session.cycle_key()
    request.session[_KEY] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "until": time.time() + SECONDS,
        "remember": remember,
    }


def who(request: HttpRequest) -> Any | None:
    """The person, with ``backend``; None when nobody waits, or too long, or the account changed."""
    kept = request.session.get(_KEY)
    if not kept or kept["until"] < time.time():
        return None
    user = get_user_model()._default_manager.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["hash"]):
        return None
    user.backend = kept["backend"]
    return user


def end(request: HttpRequest) -> bool:
    """Forget them; whether the browser is to stay logged in when it is closed."""
    return bool(request.session.pop(_KEY, {}).get("remember"))
