"""The workflow of services over every index of services; what is in progress is moved over."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_noop
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from services_catalogue.models import (
    LegalCheckTask,
    ServiceIndexPage,
    ServicePage,
    UnitModerationTask,
    WorkflowDue,
)
from services_catalogue.workflow import due_dates

WORKFLOW = gettext_noop("Duyệt dịch vụ công")
UNIT_STEP = gettext_noop("Người duyệt của đơn vị")
LEGAL_STEP = gettext_noop("Kiểm tra pháp lý")


def set_up_workflow(**_signal: Any) -> Workflow:
    """Make what is missing; a second call changes nothing.

    An index that an administrator gave another workflow by hand keeps it.
    """
    unit = UnitModerationTask.objects.first() or UnitModerationTask.objects.create(name=UNIT_STEP)
    legal = LegalCheckTask.objects.first() or LegalCheckTask.objects.create(name=LEGAL_STEP)
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW)
    if made:
        for order, task in enumerate((unit, legal)):
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for index in ServiceIndexPage.objects.filter(workflowpage__isnull=True):
        _move_over(workflow, unit)
        WorkflowPage.objects.create(page=index, workflow=workflow)
    return workflow


def _move_over(workflow: Workflow, unit: UnitModerationTask) -> None:
    """Services that wait in another workflow wait for their unit from now on."""
    waiting = WorkflowState.objects.active().filter(
        content_type=ContentType.objects.get_for_model(ServicePage)
    )
    states = list(waiting.exclude(workflow=workflow).values_list("pk", flat=True))
    if not states:
        return
    WorkflowState.objects.filter(pk__in=states).update(workflow=workflow)
    TaskState.objects.filter(workflow_state__in=states).update(task=unit)
    begun = TaskState.objects.filter(workflow_state__in=states, status=TaskState.STATUS_IN_PROGRESS)
    for state in begun.exclude(pk__in=WorkflowDue.objects.values("task_state")):
        due_dates.begin(state, unit.days)
