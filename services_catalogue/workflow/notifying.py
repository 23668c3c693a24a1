"""Who is told what the workflow does, in place of Wagtail's notifiers, which mail within the request.

Here a row is written and the clock sends it (mailing.py): a mail server that is down neither breaks
nor slows the click of an editor. Whatever goes through Wagtail's workflows is told this way: services,
news, guidance, forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

from services_catalogue.models import (
    ServicePage,
    UnitModerationTask,
    WorkflowMail,
    WorkflowMailKind,
)
from services_catalogue.units.scope import scope_of
from services_catalogue.workflow.deciders import deciders_of

#: Signal, sender, and the name under which Wagtail connects its notifier.
_WAGTAILS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)

_DECIDED = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)


def connect() -> None:
    """Take the places of Wagtail's notifiers.

    Under their own names, so that it does not matter which app is ready first: the second receiver
    of a name is not added. A submission is told by its first task; Wagtail tells it twice.
    """
    ours = (tell_moderators, _nothing, tell_rejected, tell_approved)
    for (signal, sender, name), receiver in zip(_WAGTAILS, ours, strict=True):
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(receiver, sender=sender, dispatch_uid=name)


def tell_moderators(instance: TaskState, user: Any = None, **_signal: Any) -> None:
    """Queue a mail to each who may decide, but not to who has just submitted it.

    Each person's own choice in the account settings counts. What waits for one person at the same
    time becomes one mail (mailing.py): an import of forty changes is no forty mails.
    """
    people = [one for one in _deciding(instance) if one != user]
    _queue(WorkflowMailKind.WAITING, instance, people, "submitted_notifications")


def tell_approved(instance: WorkflowState, user: Any = None, **_signal: Any) -> None:
    """Queue a mail to who sent it, unless they approved it themselves."""
    _tell_sender(WorkflowMailKind.APPROVED, instance, user, "approved_notifications")


def tell_rejected(instance: WorkflowState, user: Any = None, **_signal: Any) -> None:
    """The same for what is sent back."""
    _tell_sender(WorkflowMailKind.REJECTED, instance, user, "rejected_notifications")


def may_see(user: Any, content: Any) -> bool:
    """Whether ``user`` may still read of ``content``: a role may have been taken away meanwhile."""
    if content is None or not user.is_active:
        return False
    whole = getattr(content, "specific", content)
    return not isinstance(whole, ServicePage) or scope_of(user).holds(whole)


def _deciding(step: TaskState) -> Iterable[Any]:
    task = step.task.specific
    content = step.workflow_state.content_object
    if isinstance(task, UnitModerationTask):
        return deciders_of(content)
    if isinstance(task, AbstractGroupApprovalTask):
        people = get_user_model()._default_manager.filter(groups__in=task.groups.all()).distinct()
        return [one for one in people if may_see(one, content)]
    return []


def _tell_sender(kind: WorkflowMailKind, state: WorkflowState, user: Any, choice: str) -> None:
    sender = state.requested_by
    # A last step that was skipped decided nothing.
    decided = state.task_states.filter(status__in=_DECIDED).order_by("finished_at", "pk").last()
    step = decided or state.current_task_state
    if sender is not None and sender != user and step is not None:
        _queue(kind, step, [sender], choice)


def _queue(kind: WorkflowMailKind, step: TaskState, people: Iterable[Any], choice: str) -> None:
    for person in people:
        if person.email and person.is_active and _wants(person, choice):
            WorkflowMail.objects.get_or_create(kind=kind, task_state=step, user=person)


def _wants(person: Any, choice: str) -> bool:
    return bool(getattr(UserProfile.get_for_user(person), choice))


def _nothing(**_signal: Any) -> None:
    """Hold the place of a notifier that tells what another one tells already."""
