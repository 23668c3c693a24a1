"""What can wait on an editor's desk: each room registers its own kinds of matters here.

A source answers from the state of things, never from a list of its own: what was mended is gone at
the next look, and nothing can be forgotten or doubled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services_catalogue.units.scope import Scope


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to do: what it is about, the place where it is done, and what is wrong there."""

    title: str
    url: str
    detail: str = ""
    since: datetime | date | None = None
    due: date | None = None
    #: Must be done, not just good to do: shown first and in red.
    urgent: bool = False
    #: The service it is about, for the mail to its contact; None for what belongs to none.
    service_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first matters of a kind, and how many there are in all."""

    total: int
    matters: Sequence[Matter]


#: (user, their scope, how many to name) → what waits. At most three queries a source.
Look = Callable[[Any, Scope, int], Waiting]


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of matter. ``all_url`` is the list behind it (a report, filtered); may be empty."""

    key: str
    heading: Any
    look: Look
    order: int = 500
    all_url: str = ""
    #: Whether it is also told to contacts without an account, for the services in their name.
    for_contacts: bool = False


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a kind of matter; the same key again replaces it. Called when a room's app is ready."""
    _sources[source.key] = source
    return source


def sources() -> list[Source]:
    """All kinds, in the order in which the desk shows them."""
    return sorted(_sources.values(), key=lambda source: (source.order, source.key))
