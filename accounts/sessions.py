"""When sessions end: on command, when a role is taken away, and when nobody works."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, pre_save
from django.http import HttpRequest, HttpResponse

from accounts.models import User, new_sessions_key

#: A session is written at most so often while somebody works, in seconds.
TOUCH_SECONDS = 300
_TOUCHED = "touched"
#: What an open window asks by itself, without anybody at it.
_BY_ITSELF = ("/editing-sessions/",)


def end_sessions(*people: int) -> None:
    """End all sessions of the people with these ids, at once and everywhere."""
    for pk in people:
        User.objects.filter(pk=pk).update(sessions_key=new_sessions_key())


def connect() -> None:
    """Listen for roles that are taken away."""
    m2m_changed.connect(_groups_changed, sender=User.groups.through)
    pre_save.connect(_rights_lowered, sender=User)


def _groups_changed(
    action: str, instance: Any, reverse: bool, pk_set: set[int] | None, **more: Any
) -> None:
    if action == "post_remove":
        end_sessions(*(pk_set or ()) if reverse else (instance.pk,))
    elif action == "pre_clear":
        group: Group = instance
        end_sessions(
            *group.user_set.values_list("pk", flat=True) if reverse else (instance.pk,)  # type: ignore[attr-defined]
        )


def _rights_lowered(instance: Any, raw: bool = False, **more: Any) -> None:
    """Administrator no more, or no longer active: also where an object is saved whole."""
    if raw or instance.pk is None:
        return
    before = (
        get_user_model()._default_manager.filter(pk=instance.pk)
        .values("is_superuser", "is_active").first()
    )  # fmt: skip
    if before and any(had and not getattr(instance, right) for right, had in before.items()):
        instance.sessions_key = new_sessions_key()


class IdleMiddleware:
    """A session lives SESSION_COOKIE_AGE after the last request of a person, not after the log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Move the end of a session that somebody uses."""
        response = self.get_response(request)
        if not request.COOKIES or any(part in request.path for part in _BY_ITSELF):
            return response
        session = request.session
        # Reading a session that nobody looked at would cost visitors a query.
        if session.accessed and SESSION_KEY in session:
            now = int(time.time())
            if now - session.get(_TOUCHED, 0) >= TOUCH_SECONDS:
                session[_TOUCHED] = now
        return response
