"""The room of applications in Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from submissions.admin import menu
from submissions.admin.downtime import PlannedDowntimeViewSet

__all__ = ["menu"]

register_snippet(PlannedDowntimeViewSet)
