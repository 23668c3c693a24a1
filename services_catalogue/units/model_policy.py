"""Rights to rows that belong to units, such as agencies and the forms of their services."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from services_catalogue.units.scope import EDITING, MODERATING, members_of_any, scope_of


class UnitModelPolicy(ModelPermissionPolicy):
    """Wagtail's policy by groups, widened by memberships of units.

    A subclass says which rows belong to which units (:meth:`within`); every view of the rows must
    then ask for the row (``InstanceCheckedViews``), for Wagtail's own ask for the model alone.
    """

    #: What an editor of a unit may do with its rows, and what its moderator and head may besides.
    editors_actions: frozenset[str] = frozenset({"change"})
    moderators_actions: frozenset[str] = frozenset()

    def within(self, agencies: Collection[int]) -> QuerySet[Any]:
        """The rows of these units."""
        raise NotImplementedError

    def agencies_for(self, user: Any, actions: Collection[str]) -> frozenset[int]:
        """The units with whose rows ``user`` may do any of ``actions``."""
        roles = self._roles(actions)
        return scope_of(user, roles).agencies if roles else frozenset()

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there may be a row with which ``user`` may do this."""
        return super().user_has_permission(user, action) or bool(self.agencies_for(user, [action]))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for one row."""
        if super().user_has_permission(user, action):
            return True
        agencies = self.agencies_for(user, [action])
        return bool(agencies) and self.within(agencies).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> QuerySet[Any]:
        """The rows with which ``user`` may do any of ``actions``."""
        if any(super(UnitModelPolicy, self).user_has_permission(user, one) for one in actions):
            return self.model._default_manager.all()
        agencies = self.agencies_for(user, actions)
        return self.within(agencies) if agencies else self.model._default_manager.none()

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        """Whoever may do any of ``actions`` with some row."""
        given = super().users_with_any_permission(actions)
        members = members_of_any(None, self._roles(actions))
        return get_user_model()._default_manager.filter(
            Q(pk__in=given.values("pk")) | Q(is_active=True, pk__in=members.values("user"))
        )

    def _roles(self, actions: Collection[str]) -> frozenset[Any]:
        wanted = set(actions)
        if wanted & self.editors_actions:
            return EDITING
        return MODERATING if wanted & self.moderators_actions else frozenset()
