"""The step of the experts: all who were asked must say yes; the first no sends the change back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from services_catalogue.models import (
    LegalAnswer,
    LegalCheckRequest,
    LegalCheckTask,
    LegalInvitation,
    WorkflowMail,
    WorkflowMailKind,
)
from services_catalogue.models.moderation import Action
from services_catalogue.workflow import due_dates, legal_requests
from services_catalogue.workflow.deciders import may_decide
from services_catalogue.workflow.legal_links import digest_of

#: How long a link works. Reminders come long before.
LINK_DAYS = 30


def start(
    task: LegalCheckTask,
    workflow_state: WorkflowState,
    user: Any,
    usual: Callable[..., TaskState],
) -> TaskState:
    """Begin the step, skip it, or answer an earlier step that has not seen this revision yet.

    After an expert's no Wagtail would resume here; what the editor changed since goes to the unit
    first.
    """
    first = workflow_state.get_next_task()
    if first is not None and first.pk != task.pk:
        return first.specific.start(workflow_state, user=user)
    request = legal_requests.open_request(workflow_state.content_object)
    if request is None or not request.experts.filter(revoked_at=None).exists():
        return _skip(task, workflow_state)
    state = usual(workflow_state, user=user)
    due_dates.begin(state, request.days or task.days)
    invite(state, request)
    return state


def _skip(task: LegalCheckTask, workflow_state: WorkflowState) -> TaskState:
    now = timezone.now()
    return TaskState.objects.create(
        workflow_state=workflow_state,
        revision=workflow_state.content_object.get_latest_revision(),
        task=task,
        status=TaskState.STATUS_SKIPPED,
        finished_at=now,
    )


def invite(state: TaskState, request: LegalCheckRequest) -> None:
    """A link to exactly this revision for every expert who has none yet, and the mail with it."""
    for expert in request.experts.filter(revoked_at=None):
        invitation, made = LegalInvitation.objects.get_or_create(
            expert=expert,
            task_state=state,
            defaults={
                "revision": state.revision,
                "digest": digest_of(state.revision),
                "expires_on": timezone.localdate() + timedelta(days=LINK_DAYS),
            },
        )
        if made:
            WorkflowMail.objects.create(
                kind=WorkflowMailKind.INVITATION, task_state=state, invitation=invitation
            )


def actions(page: Page, user: Any) -> list[Action]:
    """The unit's moderators can end the waiting, one way or the other."""
    if not may_decide(user, page):
        return []
    return [
        ("reject", _("Yêu cầu sửa"), True),
        ("approve", _("Không chờ ý kiến pháp lý, xuất bản"), True),
    ]


def go_on_when_all_agree(state: TaskState, *, user: Any = None) -> bool:
    """Approve the step when everybody who is asked has said yes; nobody left is no yes."""
    links = LegalInvitation.objects.filter(task_state=state, expert__revoked_at=None)
    if not links.exists() or links.exclude(answer=LegalAnswer.YES).exists():
        return False
    names = [f"{one.expert}: {one.get_answer_display()}" for one in links.select_related("expert")]
    state.approve(user=user, comment="\n".join(names))
    return True
