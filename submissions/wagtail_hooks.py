"""The room of applications in Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from submissions.admin import menu
from submissions.admin.downtime import PlannedDowntimeViewSet
from submissions.admin.form_definitions import FormDefinitionViewSet

__all__ = ["menu"]

register_snippet(PlannedDowntimeViewSet)
register_snippet(FormDefinitionViewSet)
