"""What all reports of the catalogue share: who may read them, and that nobody sees past their units."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.functional import cached_property

from services_catalogue.units.scope import EDITING, Scope, scope_of


def may_read_reports(user: Any) -> bool:
    """People of the province, and people who work for a unit."""
    scope = scope_of(user)
    return scope.everything or bool(scope.agencies)


class ScopedReport:
    """A view for people with a reach; ``scope`` narrows what it shows. ``roles``: whose reach counts."""

    request: HttpRequest
    roles = EDITING

    @cached_property
    def scope(self) -> Scope:
        """How far the person reaches."""
        return scope_of(self.request.user, self.roles)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse people without a reach."""
        scope = scope_of(request.user, self.roles)
        if not (scope.everything or scope.agencies):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
