"""Wagtail's forms of a page with the checklist beside them."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from services_catalogue.editing import opened
from services_catalogue.preflight.side_panel import PreflightSidePanel


class ServiceEditView(EditView):
    """The form of a service."""

    def get_object(self) -> Any:
        """The page; for a form that is only shown, with its parts in memory."""
        page = super().get_object()
        if self.request.method != "GET":
            return page
        states = self.real_page_record._current_workflow_states
        return opened(page, states, self.latest_revision)

    def get_side_panels(self) -> Any:
        """Wagtail's, and ours; after an autosave it is sent again."""
        panels = list(super().get_side_panels())
        return MediaContainer([*panels, PreflightSidePanel(self.page, self.request)])


class ServiceCreateView(CreateView):
    """The form of a new service."""

    def get_side_panels(self) -> Any:
        """Wagtail's, and ours, empty until the first save."""
        panels = list(super().get_side_panels())
        return MediaContainer([*panels, PreflightSidePanel(self.page, self.request)])

    def publish_action(self) -> Any:
        """Not public before the rules have been asked: Wagtail saves a new page as live first."""
        self.form.instance.live = False
        return super().publish_action()
