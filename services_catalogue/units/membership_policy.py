"""Who sees and gives roles at units: everyone sees their own units, heads and administrators give."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from services_catalogue.models import UnitMembership, UnitRole
from services_catalogue.units.delegation import led_by
from services_catalogue.units.scope import scope_of


class MembershipPolicy(ModelPermissionPolicy):
    """By group for administrators; by one's own roles for people of units."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there may be a role with which ``user`` may do this."""
        if super().user_has_permission(user, action):
            return True
        if not user.is_active:
            return False
        if action == "view":
            scope = scope_of(user)
            return scope.everything or bool(scope.agencies)
        return action in ("add", "change", "delete") and bool(led_by(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for one role."""
        rows = self.instances_user_has_any_permission_for(user, [action])
        return bool(rows.filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> QuerySet[Any]:
        """The roles with which ``user`` may do any of ``actions``."""
        rows = UnitMembership.objects.all()
        if any(super(MembershipPolicy, self).user_has_permission(user, one) for one in actions):
            return rows
        if not user.is_active:
            return rows.none()
        allowed = Q(pk=None)
        if "view" in actions:
            scope = scope_of(user)
            if scope.everything:
                return rows
            allowed |= Q(agency__in=scope.agencies) | Q(user=user)
        if "change" in actions:
            allowed |= Q(delegated_by=user, agency__in=led_by(user))
        if "delete" in actions:
            led = led_by(user)
            allowed |= Q(delegated_by=user) | Q(agency__in=led, delegated_by__isnull=False)
            allowed |= Q(agency__in=led, role__in=(UnitRole.EDITOR, UnitRole.MODERATOR))
        return rows.filter(allowed)
