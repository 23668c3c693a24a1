"""What of the workflow can wait on somebody's desk."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState, WorkflowState

from services_catalogue.desk.sources import Matter, Source, Waiting, register
from services_catalogue.models import LegalCheckTask, ServicePage, UnitModerationTask
from services_catalogue.units.scope import Scope
from services_catalogue.workflow.deciders import states_for

#: More than this nobody reads; the total says "at least".
_MOST = 1000


def connect() -> None:
    """Register the sources; called once, when the app is ready."""
    register(Source("workflow-waiting", gettext_lazy("Chờ bạn duyệt"), waiting, order=10))
    register(Source("workflow-returned", gettext_lazy("Trả lại cho bạn"), returned, order=20))
    register(
        Source("legal-check-late", gettext_lazy("Kiểm tra pháp lý quá hạn"), legal_late, order=30)
    )


def waiting(user: Any, scope: Scope, limit: int) -> Waiting:
    """Changes on which this person decides, the most urgent first."""
    tasks = UnitModerationTask.objects.values("pk")
    return _steps(states_for(user, TaskState.objects.filter(task__in=tasks)), limit)


def legal_late(user: Any, scope: Scope, limit: int) -> Waiting:
    """Experts who have not answered in time, for those who decide: remind them, or go on without."""
    late = TaskState.objects.filter(
        task__in=LegalCheckTask.objects.values("pk"),
        workflow_due__due_on__lt=timezone.localdate(),
    )
    return _steps(states_for(user, late), limit)


def returned(user: Any, scope: Scope, limit: int) -> Waiting:
    """Changes that came back to who submitted them; an import's, to the editors of the unit."""
    services = ContentType.objects.get_for_model(ServicePage)
    states = WorkflowState.objects.filter(
        content_type=services, status=WorkflowState.STATUS_NEEDS_CHANGES
    )
    pages = ServicePage.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField()))
    if not scope.everything:
        pages = pages.filter(managed_by__in=scope.agencies)
    mine = Q(requested_by=user) | (Q(requested_by=None) & Exists(pages))
    rows = (
        states.filter(mine)
        .select_related("current_task_state__revision")
        .defer("current_task_state__revision__content")
        .order_by("current_task_state__finished_at")
    )
    found = list(rows[:_MOST])
    return Waiting(len(found), [_returned(state) for state in found[:limit]])


def _returned(state: WorkflowState) -> Matter:
    step = state.current_task_state
    return Matter(
        title=step.revision.object_str,
        url=_edit(state.object_id),
        detail=step.comment.split("\n")[0][:200],
        since=step.finished_at,
        urgent=True,
        service_id=int(state.object_id),
    )


def _steps(states: QuerySet[TaskState], limit: int) -> Waiting:
    rows = (
        states.select_related("workflow_state__requested_by", "workflow_due", "revision")
        .defer("revision__content")
        .order_by("workflow_due__due_on", "started_at")
    )
    found = list(rows[:_MOST])
    return Waiting(len(found), [_step(state) for state in found[:limit]])


def _step(state: TaskState) -> Matter:
    due = getattr(getattr(state, "workflow_due", None), "due_on", None)
    asked_by = state.workflow_state.requested_by
    name = (asked_by.get_full_name() or asked_by.get_username()) if asked_by else ""
    return Matter(
        title=state.revision.object_str,
        url=_edit(state.workflow_state.object_id),
        detail=_("%(name)s gửi") % {"name": name} if name else _("từ cơ sở dữ liệu quốc gia"),
        since=state.started_at,
        due=due,
        urgent=bool(due and due <= timezone.localdate()),
        service_id=int(state.workflow_state.object_id),
    )


def _edit(page_id: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])
