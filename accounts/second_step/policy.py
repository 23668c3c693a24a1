"""Who must still take the second step."""

from __future__ import annotations

from enum import Enum

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import HttpRequest

from accounts.oidc.settings import BACKEND
from accounts.second_step.devices import has_device


class Step(Enum):
    """The page that somebody must pass."""

    CODE = "second_step_again"
    SET_UP = "second_step_set_up"


def missing_step(request: HttpRequest) -> Step | None:
    """What the person of this session has still to do; None when nothing.

    Whoever comes from the OpenID provider has taken its steps (OIDC_REQUIRED_AMR says which).
    """
    user = request.user
    if not user.is_authenticated or request.session.get(BACKEND_SESSION_KEY) == BACKEND:
        return None
    if user.is_verified():  # type: ignore[attr-defined]
        return None
    if has_device(user):
        return Step.CODE
    return Step.SET_UP if settings.REQUIRE_2FA else None
