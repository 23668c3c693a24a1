"""Files and pictures in the admin's own API: Wagtail lists all of them to everybody who logs in."""

from __future__ import annotations

from typing import Any

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class _Reachable:
    def get_queryset(self) -> Any:
        """What this person may choose or change."""
        rows = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(rows.model)
        mine = policy.instances_user_has_any_permission_for(
            self.request.user,  # type: ignore[attr-defined]
            ["choose", "change"],
        )
        return rows.filter(pk__in=mine.values("pk"))


class ReachableDocuments(_Reachable, DocumentsAdminAPIViewSet):
    """Files in reach."""


class ReachableImages(_Reachable, ImagesAdminAPIViewSet):
    """Pictures in reach."""
