"""A revision made in bulk on the road of every change: to moderation, or published where one may."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision, TaskState, WorkflowState

from services_catalogue.models import ServicePage


def send_on(page: ServicePage, revision: Revision, *, user: Any, cause: str) -> None:
    """Put ``revision``, the latest of ``page``, before those who approve changes of this page.

    A page that waits for approval already keeps its place, with the new revision. A page without a
    workflow is left as a draft.
    """
    page = ServicePage.objects.get(pk=page.pk)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        TaskState.objects.filter(pk=state.current_task_state_id).update(revision=revision)
    elif state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    elif workflow := page.get_workflow():
        workflow.start(page, user)
