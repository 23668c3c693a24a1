"""What the workflow does of itself when something else happens."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_cancelled

from accounts.roles import roles_set_up
from services_catalogue.models import ServicePage
from services_catalogue.workflow import desk_sources, installing, legal_requests, notifying
from services_catalogue.workflow.submitting import begin_again

_ID = "services_catalogue.workflow"


def connect() -> None:
    """Listen from the start; called once, when the app is ready."""
    desk_sources.connect()
    roles_set_up.connect(installing.set_up_workflow, dispatch_uid=_ID)
    post_save.connect(_new_revision, sender=ServicePage, dispatch_uid=_ID)
    notifying.connect()
    for over in (workflow_approved, workflow_cancelled):
        over.connect(_close, sender=WorkflowState, dispatch_uid=_ID)


def _new_revision(
    instance: ServicePage, update_fields: Any = None, created: bool = False, **_signal: Any
) -> None:
    """What the experts read is not the newest any more: the change begins its road again."""
    if created or not update_fields or "latest_revision" not in update_fields:
        return
    step = legal_requests.step_of(instance)
    if step is not None:
        latest = instance.latest_revision
        begin_again(step, user=latest.user if latest else None)


def _close(instance: WorkflowState, **_signal: Any) -> None:
    legal_requests.close_all(instance.object_id)
