"""Under the name of the site on the admin's home: how many services this person keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.site_summary import SummaryItem

from services_catalogue.units.scope import scope_of


class ServicesSummaryItem(SummaryItem):
    """One count in place of Wagtail's three of the whole site, which are nobody's own."""

    template_name = "services_catalogue/admin/summary.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The number of services in reach."""
        scope = scope_of(self.request.user)
        return {"everything": scope.everything, "services": scope.services().count()}
