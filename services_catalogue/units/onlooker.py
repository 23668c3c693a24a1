"""Who looks at the admin just now, so that titles of others' drafts are told to nobody else.

Wagtail's choosers name a page by its number, wherever a form is sent back with one in it. The page
itself therefore asks who looks before it says its title.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_onlooker: ContextVar[Any] = ContextVar("onlooker", default=None)


@contextmanager
def looking(user: Any) -> Iterator[None]:
    """Everything inside is rendered for ``user``."""
    token = _onlooker.set(user)
    try:
        yield
    finally:
        _onlooker.reset(token)


def hidden_from_onlooker(service: Any) -> bool:
    """Whether this service is a draft of a unit that the person who looks does not reach."""
    from services_catalogue.units.scope import scope_of

    user = _onlooker.get()
    return user is not None and not service.live and not scope_of(user).holds(service)
