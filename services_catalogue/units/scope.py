"""How far a person's eyes and hands reach: the units they work for and all units below.

Everything that shows, counts, exports or sends editors' matters asks here, so that there is one
answer to "whose is this".
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import F, Q, QuerySet
from wagtail.models import GroupPagePermission

from accounts.models import User
from services_catalogue.models.agency import Agency
from services_catalogue.models.index_page import ServiceIndexPage
from services_catalogue.models.memberships import UnitMembership, UnitRole
from services_catalogue.models.service_page import ServicePage

#: Who edits and who also publishes; a head does both and delegates.
EDITING = frozenset(UnitRole)
MODERATING = frozenset({UnitRole.MODERATOR, UnitRole.HEAD})


@dataclass(frozen=True, slots=True)
class Scope:
    """``everything`` for people of the province; otherwise ids of agencies, those below included."""

    everything: bool
    agencies: frozenset[int]
    #: The unit somebody works for themselves: where a new service of theirs belongs.
    home: int | None = None
    #: Whether it is the services in somebody's name, of whatever unit, and nothing else.
    by_name: ClassVar[bool] = False

    def services(self) -> QuerySet[ServicePage]:
        """The services in reach, drafts included."""
        found = ServicePage.objects.all()
        return found if self.everything else found.filter(managed_by__in=self.agencies)

    def holds(self, service: ServicePage) -> bool:
        """Whether this one is in reach, by its saved unit."""
        return self.everything or service.managed_by_id in self.agencies


def scope_of(user: Any, roles: Collection[str] = EDITING) -> Scope:
    """The reach of ``user`` in any of ``roles``; kept on the user object, so for one request."""
    kept: dict[frozenset[str], Scope] = user.__dict__.setdefault("_unit_scopes", {})
    key = frozenset(roles)
    if key not in kept:
        kept[key] = _read(user, key)
    return kept[key]


def sees_everything(user: Any) -> bool:
    """Administrators, and people whose group may work on all services: the province's own editors.

    A group that was given another part of the tree alone (the news, say) says nothing of services.
    """
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    granted = GroupPagePermission.objects.filter(group__user=user).values_list("page__path")
    above = {path for (path,) in granted}
    if not above:
        return False
    indexes = ServiceIndexPage.objects.values_list("path", flat=True)
    return any(index.startswith(path) for index in indexes for path in above)


def _read(user: Any, roles: frozenset[str]) -> Scope:
    if not user.is_authenticated or not user.is_active:
        return Scope(False, frozenset())
    ground = _ground(user)
    if ground.everything:
        return Scope(True, frozenset())
    units = [agency for agency, role in ground.roles if role in roles]
    return Scope(False, with_those_below(units, ground.below()), next(iter(units), None))


@dataclass(slots=True)
class _Ground:
    """What every answer about one person rests on, read once for a request."""

    everything: bool
    roles: list[tuple[int, str]]
    _below: dict[int | None, list[int]] | None = None

    def below(self) -> dict[int | None, list[int]]:
        """Units below each unit."""
        if self._below is None:
            self._below = units_below() if self.roles else {}
        return self._below


def _ground(user: Any) -> _Ground:
    found: _Ground | None = user.__dict__.get("_unit_ground")
    if found is None:
        roles: list[tuple[int, str]] = []
        if not (everything := sees_everything(user)):
            roles = list(
                UnitMembership.objects.current()
                .filter(user=user)
                .order_by(F("delegated_by").asc(nulls_first=True), "starts_on", "pk")
                .values_list("agency_id", "role")
            )
        found = user.__dict__["_unit_ground"] = _Ground(everything, roles)
    return found


def units_below() -> dict[int | None, list[int]]:
    """Ids of the units right below each unit. One query."""
    below: dict[int | None, list[int]] = {}
    for pk, parent in Agency.objects.without_tree_fields().values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(pk)
    return below


def with_those_below(
    agencies: Collection[int] | QuerySet[Any], below: dict[int | None, list[int]] | None = None
) -> frozenset[int]:
    """Ids of these agencies and of all below them; ``below`` where units_below was read already."""
    tops = set(agencies)
    if not tops:
        return frozenset()
    if below is None:
        below = units_below()
    found: set[int] = set()
    waiting = list(tops)
    while waiting:
        pk = waiting.pop()
        if pk not in found:
            found.add(pk)
            waiting += below.get(pk, [])
    return frozenset(found)


def members_of_any(agency_id: int | None, roles: Collection[str]) -> QuerySet[UnitMembership]:
    """Memberships in ``roles`` that reach this unit: its own and of those above; None is any unit."""
    current = UnitMembership.objects.current().filter(role__in=roles)
    return current if agency_id is None else current.filter(agency__in=with_those_above(agency_id))


def with_those_above(agency_id: int) -> list[int]:
    """Ids of this unit and of those above it, nearest first."""
    parents = dict(Agency.objects.without_tree_fields().values_list("pk", "parent_id"))
    found: list[int] = []
    at: int | None = agency_id
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def people_of(agency_id: int | None, roles: Collection[str]) -> QuerySet[User]:
    """Active people with one of ``roles`` at this unit, or at the nearest unit above that has any.

    Nobody up to the root, or no unit at all: those of the province who may publish any page.
    """
    users = User.objects.filter(is_active=True)
    seen: set[int] = set()
    while agency_id is not None and agency_id not in seen:
        seen.add(agency_id)
        members = UnitMembership.objects.current().filter(agency_id=agency_id, role__in=roles)
        found = users.filter(pk__in=members.values("user"))
        if found.exists():
            return found
        agency_id = (
            Agency.objects.without_tree_fields()
            .filter(pk=agency_id)
            .values_list("parent_id", flat=True)
            .first()
        )
    publishing = GroupPagePermission.objects.filter(permission__codename="publish_page")
    return users.filter(Q(groups__in=publishing.values("group")) | Q(is_superuser=True)).distinct()
