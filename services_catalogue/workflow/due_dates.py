"""When a step of the workflow must be done."""

from __future__ import annotations

from django.utils import timezone
from wagtail.models import TaskState

from services_catalogue.models import WorkflowDue
from services_catalogue.workflow.working_days import working_days_after


def begin(state: TaskState, days: int) -> WorkflowDue:
    """Give ``state`` ``days`` working days from today; a second call keeps the first date."""
    due_on = working_days_after(timezone.localdate(), max(1, days))
    return WorkflowDue.objects.get_or_create(task_state=state, defaults={"due_on": due_on})[0]
