"""Who decides on a service: the set-based counterpart of ``units.scope.people_of``.

A unit's moderators and heads decide on its services and on those of units below that have none of
their own. Where no unit on the way up has any, those of the province who may publish decide. A head
further up decides as well once a step has been escalated to him. Administrators always may.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import GroupPagePermission, Page, TaskState

from services_catalogue.models import ServicePage, UnitMembership, UnitRole, WorkflowDue
from services_catalogue.units.scope import MODERATING, people_of, scope_of, units_below

HEADS = frozenset({UnitRole.HEAD})
_KEEPER = "_keeper_known"


@dataclass(frozen=True, slots=True)
class Decides:
    """Ids of units on whose services somebody decides; ``unheld``: on services of no unit as well."""

    everything: bool
    unheld: bool
    agencies: frozenset[int]

    def on(self, agency_id: int | None) -> bool:
        """Whether this person decides on a service that ``agency_id`` keeps."""
        return self.everything or (self.unheld if agency_id is None else agency_id in self.agencies)


def decides(user: Any, roles: Collection[str] = MODERATING) -> Decides:
    """Where ``user`` decides; kept on the user object, so for one request."""
    kept: dict[frozenset[str], Decides] = user.__dict__.setdefault("_decides", {})
    key = frozenset(roles)
    if key not in kept:
        kept[key] = _read(user, key)
    return kept[key]


def keeper_of(page: Page) -> int | None:
    """The unit that keeps ``page`` as it is saved: a draft cannot choose its own judge."""
    known = page.__dict__.get(_KEEPER)
    if known is not None:
        return known[0]
    return ServicePage.objects.filter(pk=page.pk).values_list("managed_by", flat=True).first()


def know_keeper(page: Page, agency_id: int | None) -> None:
    """Tell of ``page`` which unit keeps it as it is saved, so that it is not read for every question.

    For views that only show. Where a page is saved, its keeper may change on the way.
    """
    page.__dict__[_KEEPER] = (agency_id,)


def deciders_of(page: Page, roles: Collection[str] = MODERATING) -> QuerySet[Any]:
    """The people who decide on ``page``."""
    return people_of(keeper_of(page), roles)


def may_decide(user: Any, page: Page) -> bool:
    """Whether ``user`` may act on a step of ``page``."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    keeper = keeper_of(page)
    if decides(user).on(keeper):
        return True
    return decides(user, HEADS).on(keeper) and _escalated(page)


def require_decider(user: Any, state: TaskState) -> None:
    """Raise PermissionDenied unless ``user`` may act on the page that ``state`` is about.

    Wagtail's view takes page and step from the address one by one and asks about the page alone: a
    step of another unit's page beside a page of one's own would pass.
    """
    if not may_decide(user, state.workflow_state.content_object):
        raise PermissionDenied


def states_for(user: Any, states: QuerySet[TaskState]) -> QuerySet[TaskState]:
    """Those of ``states`` in progress on which ``user`` may act."""
    found = states.filter(status=TaskState.STATUS_IN_PROGRESS)
    if not user.is_authenticated or not user.is_active:
        return found.none()
    mine = decides(user)
    if mine.everything:
        return found
    late = Q(workflow_due__escalated_at__isnull=False) & _on(decides(user, HEADS))
    return found.filter(_on(mine) | late)


def _on(where: Decides) -> Q:
    """States of pages that ``where`` decides on."""
    kept = ServicePage.objects.filter(
        pk=Cast(OuterRef("workflow_state__object_id"), BigIntegerField()),
        managed_by__isnull=False,
    )
    mine = Q(Exists(kept.filter(managed_by__in=where.agencies)))
    return mine | ~Q(Exists(kept)) if where.unheld else mine


def _escalated(page: Page) -> bool:
    return WorkflowDue.objects.filter(
        task_state__in=TaskState.objects.for_instance(page),
        task_state__status=TaskState.STATUS_IN_PROGRESS,
        escalated_at__isnull=False,
    ).exists()


def _read(user: Any, roles: frozenset[str]) -> Decides:
    if user.is_superuser:
        return Decides(True, True, frozenset())
    ground = _ground(user)
    having = {agency for agency, _member, role in ground.members if role in roles}
    own = {agency for agency, member, role in ground.members if member == user.pk and role in roles}
    if not own and not ground.publishes:
        return Decides(False, False, frozenset())
    below = ground.below()
    tops = own | {pk for pk in below.get(None, []) if ground.publishes and pk not in having}
    return Decides(False, ground.publishes, _down_to_others(tops, having, below))


@dataclass(slots=True)
class _Ground:
    """What both answers about one person rest on, read once."""

    members: list[tuple[int, int, str]]
    publishes: bool
    _below: dict[int | None, list[int]] | None = None

    def below(self) -> dict[int | None, list[int]]:
        """Units below each unit."""
        if self._below is None:
            self._below = units_below()
        return self._below


def _ground(user: Any) -> _Ground:
    found: _Ground | None = user.__dict__.get("_decides_on")
    if found is None:
        members = UnitMembership.objects.current().filter(role__in=MODERATING, user__is_active=True)
        publishes = (
            scope_of(user).everything
            and GroupPagePermission.objects.filter(
                group__user=user, permission__codename="publish_page"
            ).exists()
        )
        rows = list(members.values_list("agency_id", "user_id", "role"))
        found = user.__dict__["_decides_on"] = _Ground(rows, publishes)
    return found


def _down_to_others(
    tops: Collection[int], having: Collection[int], below: dict[int | None, list[int]]
) -> frozenset[int]:
    """``tops`` and what is below them, down to units that have people of their own."""
    found: set[int] = set()
    waiting = list(tops)
    while waiting:
        pk = waiting.pop()
        if pk not in found:
            found.add(pk)
            waiting += [child for child in below.get(pk, []) if child not in having]
    return frozenset(found)
