"""The kinds of links to a page; rooms above register theirs when their app is ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Link:
    """One place that leads to the page. ``url`` is where it is changed; may be empty."""

    label: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """How many there are in all, and the first of them."""

    total: int = 0
    links: Sequence[Link] = field(default_factory=tuple)


#: (page, user, how many to name) → what leads to the page. A few queries at most.
Look = Callable[[Page, Any, int], Found]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of link."""

    key: str
    heading: Any
    look: Look
    order: int = 500


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind of link; the same key again replaces it."""
    _kinds[kind.key] = kind
    return kind


def links_to(page: Page, user: Any, most: int = 10) -> list[tuple[Kind, Found]]:
    """What leads to ``page``, kind by kind; kinds without any are left out."""
    kinds = sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))
    answers = ((kind, kind.look(page, user, most)) for kind in kinds)
    return [(kind, found) for kind, found in answers if found.total]
