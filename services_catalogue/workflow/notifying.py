"""Wagtail's notification "something waits for you", to the people of the unit."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from services_catalogue.models import UnitModerationTask, WorkflowMail, WorkflowMailKind
from services_catalogue.workflow.deciders import deciders_of


def tell_moderators(instance: TaskState, user: Any = None, **_signal: Any) -> None:
    """Queue a mail to each who may decide, but not to who has just submitted it.

    Each person's own choice in the account settings counts. What waits for one person at the same
    time becomes one mail (mailing.py): an import of forty changes is no forty mails.
    """
    if not isinstance(instance.task.specific, UnitModerationTask):
        return
    page = instance.workflow_state.content_object
    people = deciders_of(page).exclude(email="").select_related("wagtail_userprofile")
    for person in people:
        if person != user and _wants(person):
            WorkflowMail.objects.get_or_create(
                kind=WorkflowMailKind.WAITING, task_state=instance, user=person
            )


def _wants(person: Any) -> bool:
    return bool(UserProfile.get_for_user(person).submitted_notifications)
