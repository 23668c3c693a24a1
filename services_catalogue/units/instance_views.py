"""Makes each view of a snippet ask for the row: Wagtail's own views ask for the model alone."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet


class ByInstance:
    """Mixin of a view: whoever may do something with some row may do it with this row only if so."""

    @cached_property
    def row(self) -> Any:
        """The row in the address, or None where the address names none."""
        pk = self.kwargs.get("pk")  # type: ignore[attr-defined]
        return None if pk is None else get_object_or_404(self.model, pk=unquote(str(pk)))  # type: ignore[attr-defined]

    def user_has_permission(self, permission: str) -> bool:
        """Whether this may be done with the row."""
        if not super().user_has_permission(permission):  # type: ignore[misc]
            return False
        return self.row is None or self._may(permission)

    def user_has_any_permission(self, permissions: Any) -> bool:
        """Whether any of these may be done with the row."""
        if self.row is None:
            return bool(super().user_has_any_permission(permissions))  # type: ignore[misc]
        return any(self._may(one) for one in permissions)

    def _may(self, permission: str) -> bool:
        user = self.request.user  # type: ignore[attr-defined]
        policy = policy_registry.get(self.row)
        return policy.user_has_permission_for_instance(user, permission, self.row)


class InstanceCheckedViews:
    """Mixin of a snippet's viewset: its views ask for the row, its list holds the rows in reach."""

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """The view, with the question for the row put before Wagtail's."""
        if hasattr(view_class, "user_has_permission"):
            view_class = type(view_class.__name__, (ByInstance, view_class), {})
        return super().construct_view(view_class, **kwargs)  # type: ignore[misc]

    def get_queryset(self, request: Any) -> Any:
        """Rows with which this person may do anything."""
        policy = policy_registry.get_by_type(self.model)  # type: ignore[attr-defined]
        return policy.instances_user_has_any_permission_for(
            request.user, ["view", "add", "change", "delete", "publish"]
        )


class InstanceCheckedChooser(SnippetChooserViewSet):
    """A chooser that offers, and names, only the rows in reach."""

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """The view, with rows out of reach left out."""
        view_class = type(view_class.__name__, (_InReach, view_class), {})
        return super().construct_view(view_class, **kwargs)


class _InReach:
    def get_object_list(self) -> Any:
        return self._reach(super().get_object_list())  # type: ignore[misc]

    def get_objects(self, pks: Any) -> Any:
        return self._reach(super().get_objects(pks))  # type: ignore[misc]

    def get_object(self, pk: Any) -> Any:
        found = super().get_object(pk)  # type: ignore[misc]
        if not self._reach(type(found)._default_manager.filter(pk=found.pk)).exists():
            raise Http404
        return found

    def _reach(self, rows: Any) -> Any:
        policy = policy_registry.get_by_type(rows.model)
        mine = policy.instances_user_has_any_permission_for(
            self.request.user,  # type: ignore[attr-defined]
            ["view", "add", "change", "delete", "publish"],
        )
        return rows.filter(pk__in=mine.values("pk"))
