"""Who may do what with pages: by place in the tree as in Wagtail, and by unit for services.

All services lie flat under one index, so the tree cannot say whose a service is: its unit
(``managed_by``) does. What a group was given in the tree stays; a membership adds the services of
its unit and of those below.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.page_permissions import LeafPermissionTester
from services_catalogue.models import ServiceIndexPage, ServicePage
from services_catalogue.units.scope import EDITING, MODERATING, members_of_any, scope_of

#: What an editor of a unit does with its services, and what its moderator and head do besides.
EDITORS_ACTIONS = frozenset({"add", "change"})
MODERATORS_ACTIONS = frozenset({"publish", "lock", "unlock"})


def roles_for(actions: Iterable[str]) -> frozenset[Any]:
    """The roles of a unit that may do any of ``actions``; none for what only the province does."""
    wanted = set(actions)
    if wanted & EDITORS_ACTIONS:
        return EDITING
    return MODERATING if wanted & MODERATORS_ACTIONS else frozenset()


def actions_on(user: Any, agency_id: int | None) -> frozenset[str]:
    """What ``user`` may do with services of this unit as one of its people."""
    if agency_id not in scope_of(user, EDITING).agencies:
        return frozenset()
    if agency_id in scope_of(user, MODERATING).agencies:
        return EDITORS_ACTIONS | MODERATORS_ACTIONS
    return EDITORS_ACTIONS


class UnitPagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's policy, widened by memberships of units."""

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        """Whether there is a page with which ``user`` may do any of ``actions``."""
        if super().user_has_any_permission(user, actions):
            return True
        roles = roles_for(actions)
        return bool(roles and scope_of(user, roles).agencies)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Collection[str], instance: Any
    ) -> bool:
        """The same for one page."""
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        service = _service(instance)
        return bool(service and actions_on(user, service.managed_by_id) & set(actions))

    def users_with_any_permission(
        self, actions: Collection[str], include_superusers: bool = True
    ) -> QuerySet[Any]:
        """Whoever may do any of ``actions`` with some page."""
        found = super().users_with_any_permission(actions, include_superusers)
        return _users(found, members_of_any(None, roles_for(actions)))

    def users_with_any_permission_for_instance(
        self, actions: Collection[str], instance: Any, include_superusers: bool = True
    ) -> QuerySet[Any]:
        """Whoever may do any of ``actions`` with this page."""
        found = super().users_with_any_permission_for_instance(
            actions, instance, include_superusers
        )
        service = _service(instance)
        if service is None or service.managed_by_id is None:
            return found
        return _users(found, members_of_any(service.managed_by_id, roles_for(actions)))

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> QuerySet[Any]:
        """The pages with which ``user`` may do any of ``actions``."""
        found = super().instances_user_has_any_permission_for(user, actions)
        roles = roles_for(actions)
        agencies = scope_of(user, roles).agencies if roles else frozenset()
        return self._with(found, _of(agencies)) if agencies else found

    def instances_with_direct_explore_permission(self, user: Any) -> Iterable[Page]:
        """Where the explorer begins: for people of units, at the index of services."""
        found = super().instances_with_direct_explore_permission(user)
        return [*found, *ServiceIndexPage.objects.all()] if scope_of(user).agencies else found

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        """What the explorer lists: for people of units their services and the way there."""
        found = super().explorable_instances(user)
        agencies = scope_of(user).agencies
        root = self.explorable_root_instance(user) if agencies else None
        if root is None:
            return found
        way = {
            path[:length]
            for path in ServiceIndexPage.objects.values_list("path", flat=True)
            for length in range(len(root.path), len(path) + 1, Page.steplen)
        }
        found = self._with(found, _of(agencies))
        return self._with(found, Page.objects.filter(path__in=way).values("pk"))

    def _with(self, found: QuerySet[Any], pks: Any) -> QuerySet[Any]:
        # Two sets of one model cannot be joined where one has joins of its own: by key they can.
        return self.model._default_manager.filter(Q(pk__in=found.values("pk")) | Q(pk__in=pks))


class UnitPagePermissionTester(LeafPermissionTester):
    """What somebody may do with a service or with the index of services."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if not user.is_active or user.is_superuser:
            return
        if isinstance(page, ServicePage):
            self.permissions |= actions_on(user, page.managed_by_id)
        elif isinstance(page, ServiceIndexPage):
            self._below(user)

    def _below(self, user: Any) -> None:
        """On the index: services may be added, and published at once by who may publish them."""
        self.for_services = set()
        if scope_of(user, EDITING).agencies:
            self.for_services.add("add")
        if scope_of(user, MODERATING).agencies:
            self.for_services.add("publish")

    def can_add_subpage(self) -> bool:
        """Whether a service may be added here."""
        return super().can_add_subpage() or self._allows("add")

    def can_publish_subpage(self) -> bool:
        """Whether a service added here may be published in the same act."""
        return super().can_publish_subpage() or self._allows("publish")

    def _allows(self, action: str) -> bool:
        return bool(self.user.is_active and action in getattr(self, "for_services", ()))


def _service(page: Any) -> ServicePage | None:
    specific = page.specific_deferred if type(page) is Page else page
    return specific if isinstance(specific, ServicePage) else None


def _of(agencies: Collection[int]) -> QuerySet[Any]:
    return ServicePage.objects.filter(managed_by__in=agencies).values("pk")


def _users(found: QuerySet[Any], members: QuerySet[Any]) -> QuerySet[Any]:
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk__in=members.values("user")))
