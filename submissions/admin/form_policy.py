"""Forms by unit: whoever keeps all services that use a form may write it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from services_catalogue.units.model_policy import UnitModelPolicy
from services_catalogue.units.scope import scope_of
from submissions.models import FormDefinition, FormUse


class FormPolicy(UnitModelPolicy):
    """Editors of a unit write the forms of its services, moderators and heads publish them."""

    editors_actions = frozenset({"add", "change"})
    moderators_actions = frozenset({"publish", "lock", "unlock"})

    def within(self, agencies: Collection[int]) -> QuerySet[Any]:
        """Forms of services of these units alone: one that others use too is the province's."""
        others = FormUse.objects.exclude(service__managed_by__in=agencies)
        return FormDefinition.objects.filter(
            pk__in=FormUse.objects.filter(service__managed_by__in=agencies).values("definition")
        ).exclude(pk__in=others.values("definition"))


def fault_of_uses(user: Any, services: Collection[Any]) -> str:
    """Why ``user`` may not keep a form for these services; empty when they may."""
    scope = scope_of(user)
    if scope.everything:
        return ""
    if not services:
        return _("Chọn ít nhất một dịch vụ của đơn vị bạn ở mục “Dùng cho dịch vụ”.")
    if not all(scope.holds(service) for service in services):
        return _("Chỉ chọn dịch vụ mà đơn vị bạn phụ trách.")
    return ""
