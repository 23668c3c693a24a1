"""The desk on the admin's home: every kind of matter that waits, a few of each, or that all is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from wagtail.admin.ui.components import Component

from services_catalogue.desk.looking import desk_of

#: Wagtail's own panels that the desk repeats.
REPEATED = frozenset({"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"})


class DeskPanel(Component):
    """First on the page."""

    name = "desk"
    order = 50
    template_name = "services_catalogue/admin/desk.html"
    media = Media(css={"all": ["css/admin-desk.css"]})

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What waits for the person who looks."""
        assert parent_context is not None  # noqa: S101 - Wagtail's home always gives one
        return {"desk": desk_of(parent_context["request"].user)}
