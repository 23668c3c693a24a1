"""The panel at the top of a service's form: where its change stands."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class StandingPanel(Panel):
    """For whoever decides: what changes and why. For whoever edits: who has it until when."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "services_catalogue/admin/standing.html"

        def is_shown(self) -> bool:
            """On a saved page that has something to tell."""
            return bool(self.instance.pk) and self.standing is not None

        @property
        def standing(self) -> Any:
            """Read once."""
            if not hasattr(self, "_standing"):
                from services_catalogue.workflow.standing import standing_of

                self._standing = standing_of(self.instance, self.request.user)
            return self._standing

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The standing, and the page it is about."""
            context = super().get_context_data(parent_context)
            return context | {"standing": self.standing, "page": self.instance}
