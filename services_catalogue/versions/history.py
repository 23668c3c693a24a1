"""The public history of a service: its versions with what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from services_catalogue.differences import FieldChange, differences, for_citizens
from services_catalogue.models import ComingVersion, ServicePage, ServiceVersion
from services_catalogue.models.versions import KeptState
from services_catalogue.versions.coming import coming_rows

#: Changes of one version that its row shows; the rest stands on the page that compares the two.
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One version and what it changed. ``first``: there is none before it."""

    version: ServiceVersion
    changes: list[FieldChange]
    first: bool = False

    @property
    def shown(self) -> list[FieldChange]:
        """As many changes as a row holds."""
        return self.changes[:SHOWN]

    @property
    def hidden(self) -> int:
        """How many more there are."""
        return len(self.changes) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Announced:
    """A version that waits for its day, and what it will change of the one before it."""

    version: ComingVersion
    changes: list[FieldChange]

    @property
    def day(self) -> date | None:
        """The day from which it holds."""
        return self.version.in_force_from


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the service's own page tells: its newest version, and what is announced next."""

    newest: ServiceVersion | None = None
    announced: list[Announced] = field(default_factory=list)


def versions_of(code: str | OuterRef) -> QuerySet[ServiceVersion]:
    """The versions of a service, the newest first."""
    return ServiceVersion.objects.filter(code=code).order_by("-number")


#: What is read of a version with the service itself.
_NEWEST = ("number", "published_at", "in_force_from", "cause_number", "packed")
_NEXT = ("in_force_from", "note", "packed")


def with_outlook(services: QuerySet[ServicePage]) -> QuerySet[ServicePage]:
    """Bring what :func:`outlook_of` tells, in the query that brings the services."""
    newest = versions_of(OuterRef("code"))
    coming = coming_rows(OuterRef("code"))
    return services.annotate(
        **{f"newest_{name}": Subquery(newest.values(name)[:1]) for name in _NEWEST},
        **{f"next_{name}": Subquery(coming.values(name)[:1]) for name in _NEXT},
    )


def outlook_of(page: ServicePage) -> Outlook:
    """What the service's page tells of its history. A query only where nothing was brought."""
    brought = page if hasattr(page, "newest_number") else None
    if brought is None and page.pk:
        rows = ServicePage.objects.filter(pk=page.pk)
        brought = with_outlook(rows).only("code").first()
    if brought is None or brought.newest_number is None:
        return Outlook()
    newest = ServiceVersion(**_brought(brought, "newest", _NEWEST), code=page.code)
    waiting = []
    if brought.next_packed is not None:
        waiting = [ComingVersion(**_brought(brought, "next", _NEXT), code=page.code)]
    return Outlook(newest, announced(newest, waiting))


def _brought(page: ServicePage, prefix: str, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(page, f"{prefix}_{name}") for name in names}


def announced(newest: ServiceVersion | None, waiting: Sequence[ComingVersion]) -> list[Announced]:
    """What waits for its day (the next one first), each compared with what stands before it."""
    found: list[Announced] = []
    before: KeptState | None = newest
    for version in waiting:
        changes = changed(before, version) if before is not None else []
        found.append(Announced(version, changes))
        before = version
    return found


def changed(before: KeptState, after: KeptState) -> list[FieldChange]:
    """What a citizen is told of the way from one state to another."""
    return for_citizens(differences(before.state, after.state))


def steps(versions: Sequence[ServiceVersion]) -> list[Step]:
    """``versions`` (the newest first) with what each changed. At most one query."""
    if not versions:
        return []
    known = {version.number: version for version in versions}
    last = versions[-1]
    if last.number > 1:
        before = versions_of(last.code).filter(number__lt=last.number).first()
        if before is not None:
            known[before.number] = before
    numbers = sorted(known)
    found = []
    for version in versions:
        place = numbers.index(version.number)
        if place:
            found.append(Step(version, changed(known[numbers[place - 1]], version)))
        else:
            found.append(Step(version, [], first=True))
    return found
