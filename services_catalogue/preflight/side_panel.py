"""The checklist beside the edit form, made anew whenever the form saves itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.side_panels import BaseSidePanel

from services_catalogue.preflight.findings import Finding, findings_of, score_of
from services_catalogue.preflight.rule import Severity


class PreflightSidePanel(BaseSidePanel):
    """What is still to be done before this service is published."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        @property
        def aria_label(self) -> str:
            """Names the number that stands on the button."""
            return ngettext(
                "Mở bảng kiểm trước khi xuất bản: %(number)d chỗ phải sửa",
                "Mở bảng kiểm trước khi xuất bản: %(number)d chỗ phải sửa",
                self.panel.blocking,
            ) % {"number": self.panel.blocking}

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """The number of what blocks."""
            return {**super().get_context_data(parent_context), "count": self.panel.blocking}

    name = "preflight"
    title = _("Trước khi xuất bản")
    template_name = "services_catalogue/preflight/side_panel.html"
    order = 150

    def __init__(self, page: Any, request: Any) -> None:
        self.found: list[Finding] = findings_of(page) if page.pk else []
        self.blocking = sum(1 for one in self.found if one.blocks)
        super().__init__(page, request)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Findings by severity, and the score."""
        groups = [
            (severity, severity.label, [one for one in self.found if one.severity == severity])
            for severity in Severity
        ]
        return {
            **super().get_context_data(parent_context),
            "is_new": not self.object.pk,
            "groups": [group for group in groups if group[2]],
            "score": score_of(self.found),
            "blocking": self.blocking,
        }
