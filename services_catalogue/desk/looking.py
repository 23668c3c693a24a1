"""Asks every source what waits for a person; one that fails is told, and takes no other with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from django.urls import reverse

from services_catalogue.desk.sources import Matter, Source, Waiting, sources
from services_catalogue.units.scope import Scope, scope_of

log = structlog.get_logger(__name__)

#: Matters of a kind that are named on the desk and in a mail.
FEW = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A source with what waits there; ``failed`` when it could not be asked."""

    source: Source
    waiting: Waiting
    failed: bool = False

    @property
    def all_url(self) -> str:
        """The list behind it: a report's, else the desk's own."""
        return str(self.source.all_url) or reverse("desk_kind", args=[self.source.key])

    @property
    def matters(self) -> Sequence[Matter]:
        """What is named, urgent things first."""
        return sorted(self.waiting.matters, key=lambda matter: not matter.urgent)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that waits for one person."""

    kinds: Sequence[Kind]

    @property
    def total(self) -> int:
        """How many matters."""
        return sum(kind.waiting.total for kind in self.kinds)

    @property
    def urgent(self) -> int:
        """How many of those named are urgent."""
        return sum(matter.urgent for kind in self.kinds for matter in kind.matters)


def look(source: Source, user: Any, most: int = FEW, scope: Scope | None = None) -> Kind:
    """What waits for ``user`` at one source; ``scope`` in place of their own reach."""
    try:
        return Kind(source, source.look(user, scope or scope_of(user), most))
    except Exception:  # whatever a source does, the desk stands
        log.exception("desk_source_failed", source=source.key)
        return Kind(source, Waiting(0, ()), failed=True)


def desk_of(user: Any, most: int = FEW) -> Desk:
    """All kinds with something in them, and those that could not be asked."""
    kinds = [look(source, user, most) for source in sources()]
    return Desk([kind for kind in kinds if kind.waiting.total or kind.failed])
