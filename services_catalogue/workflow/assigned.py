"""Which workflow a page goes through: asked once for a page in hand, where its form asks six times."""

from __future__ import annotations

from typing import Any

from wagtail.models import Workflow, WorkflowPage

_UNKNOWN: Any = object()


class AssignedWorkflow:
    """Wagtail's answers (``Page.has_workflow``, ``Page.get_workflow``) from one query."""

    _assigned: Any = _UNKNOWN

    @property
    def has_workflow(self) -> bool:
        """Whether an active workflow stands at the page or above it."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """The active workflow of the page, else that of the nearest page above that has one."""
        if self._assigned is _UNKNOWN:
            nearest = (
                WorkflowPage.objects.filter(page__path__in=_way_to(self), workflow__active=True)
                .select_related("workflow")
                .order_by("-page__depth")
                .first()
            )
            self._assigned = nearest and nearest.workflow
        return self._assigned  # type: ignore[no-any-return]


def _way_to(page: Any) -> list[str]:
    """Paths from the root to ``page``."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
