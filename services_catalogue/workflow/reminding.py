"""Reminders: a working day before a step is due, the day after, and to the head when it is long late.

Each is noted with the step in the same transaction as its mails, so nothing is told twice, however
often the clock looks and however many clocks there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import TaskState

from services_catalogue.models import (
    LegalCheckTask,
    LegalInvitation,
    WorkflowDue,
    WorkflowMail,
    WorkflowMailKind,
)
from services_catalogue.workflow.deciders import HEADS, deciders_of
from services_catalogue.workflow.working_days import working_days_after

#: Working days after the due date at which the head is told.
LONG = 3
#: Nobody is reminded at night.
FROM_HOUR = 7

_NOTED = {
    WorkflowMailKind.SOON: "reminded_at",
    WorkflowMailKind.OVERDUE: "overdue_at",
    WorkflowMailKind.ESCALATED: "escalated_at",
}


def remind(now: datetime | None = None) -> int:
    """Queue what is to be told today; answers how many steps somebody is told of."""
    moment = timezone.localtime(now)
    if moment.hour < FROM_HOUR:
        return 0
    told = 0
    for due in _open_dues(moment.date()):
        for kind in _kinds(due, moment.date()):
            told += _tell(due, kind)
    return told


def _open_dues(today: date) -> QuerySet[WorkflowDue]:
    return (
        WorkflowDue.objects.filter(
            task_state__status=TaskState.STATUS_IN_PROGRESS,
            escalated_at=None,
            due_on__lte=working_days_after(today, 1),
        )
        .select_related("task_state__workflow_state", "task_state__task")
        .order_by("pk")
    )


def _kinds(due: WorkflowDue, today: date) -> Iterable[WorkflowMailKind]:
    begun = timezone.localdate(due.task_state.started_at)
    if due.reminded_at is None and begun < today <= due.due_on:
        yield WorkflowMailKind.SOON
    if due.overdue_at is None and today > due.due_on:
        yield WorkflowMailKind.OVERDUE
    if today >= working_days_after(due.due_on, LONG):
        yield WorkflowMailKind.ESCALATED


@transaction.atomic
def _tell(due: WorkflowDue, kind: WorkflowMailKind) -> bool:
    noted = _NOTED[kind]
    mine = WorkflowDue.objects.filter(pk=due.pk, **{noted: None}).update(**{noted: timezone.now()})
    if not mine:
        return False
    step = due.task_state
    page = step.workflow_state.content_object
    people = deciders_of(page, HEADS) if kind is WorkflowMailKind.ESCALATED else deciders_of(page)
    for person in people.exclude(email=""):
        _queue(kind, step, user=person)
    if kind is not WorkflowMailKind.ESCALATED and isinstance(step.task.specific, LegalCheckTask):
        for invitation in LegalInvitation.objects.filter(
            task_state=step, answered_at=None, expert__revoked_at=None
        ):
            _queue(kind, step, invitation=invitation)
    return True


def _queue(kind: WorkflowMailKind, step: TaskState, **receiver: Any) -> None:
    WorkflowMail.objects.get_or_create(kind=kind, task_state=step, **receiver)
