"""Hand a change to those who decide, whoever made it: a person in the editor or an import."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision, TaskState, WorkflowState

from services_catalogue.models import ServicePage
from services_catalogue.workflow.causes import LegalCause, note_cause


class NothingDecides(Exception):
    """No workflow stands over the page: run ``manage.py setup_site``."""


class NotTheLatest(Exception):
    """A newer revision came meanwhile: what is submitted is always the newest."""


@transaction.atomic
def submit_change(
    page: ServicePage, revision: Revision, *, user: Any, cause: LegalCause | None = None
) -> WorkflowState:
    """Bring ``revision``, the latest of ``page``, to the first step of the workflow.

    A page that is being decided on begins again with this revision; one that was sent back goes on.
    Submitting the same revision twice changes nothing. ``user`` may be None (the clock, a command).

    Raises :class:`NotTheLatest` and :class:`NothingDecides`; nothing is written then.
    """
    # The row as it stands, and nobody else's submission until the end of this one.
    locked = Page.objects.select_for_update().get(pk=page.pk).specific
    if locked.latest_revision_id != revision.pk:
        raise NotTheLatest(revision.pk)
    if cause is not None:
        note_cause(revision, cause)
    state = locked.current_workflow_state
    if state is None:
        workflow = locked.get_workflow()
        if workflow is None:
            raise NothingDecides
        return workflow.start(locked, user)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
        return state
    step = state.current_task_state
    if step is not None and step.revision_id != revision.pk:
        begin_again(step, user=user)
        state.refresh_from_db()
    return state


def begin_again(step: TaskState, *, user: Any) -> None:
    """End ``step`` without a decision: the workflow takes its first step with the newest revision.

    A revision that was written over after somebody approved it counts as not approved.
    """
    state = step.workflow_state
    latest = state.content_object.get_latest_revision()
    state.task_states.filter(
        revision=latest, status=TaskState.STATUS_APPROVED, finished_at__lt=latest.created_at
    ).update(status=TaskState.STATUS_CANCELLED)
    step.specific.cancel(user=user)
