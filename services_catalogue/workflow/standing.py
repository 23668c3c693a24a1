"""Where a change stands: what changes, why, since when, due when, who asked, and who has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from services_catalogue.differences import FieldChange
from services_catalogue.editing import shows
from services_catalogue.models import (
    ChangeCause,
    LegalCheckRequest,
    LegalComment,
    LegalInvitation,
    ServicePage,
    WorkflowDue,
)
from services_catalogue.workflow import legal_requests
from services_catalogue.workflow.causes import cause_shown
from services_catalogue.workflow.deciders import deciders_of, may_decide
from services_catalogue.workflow.revision_changes import changes_of

#: Names of people that are told; of all the province's editors nobody wants to read.
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """An expert, and how far he is."""

    pk: int
    who: str
    state: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the panel in the editor shows. ``kind``: waiting, returned or draft."""

    kind: str
    step: str = ""
    requested_by: str = ""
    since: datetime | None = None
    due_on: date | None = None
    overdue: bool = False
    holders: Sequence[str] = ()
    cause: ChangeCause | None = None
    changes: list[FieldChange] | None = None
    new: bool = False
    outdated: bool = False
    comment: str = ""
    remarks: Sequence[LegalComment] = ()
    experts: list[Asked] = field(default_factory=list)
    may_ask: bool = False


def standing_of(page: ServicePage, user: Any) -> Standing | None:
    """The standing of a saved page; None when there is no draft, nothing asked and nothing waits."""
    state = page.current_workflow_state
    request = legal_requests.open_request(page)
    if state is None and request is None and not page.has_unpublished_changes:
        return None
    step = state.current_task_state if state else None
    waiting = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    revision = step.revision if waiting and step else page.latest_revision
    opened = page if revision and shows(page, revision.pk) else None
    changes = changes_of(revision, opened) if revision else None
    told: dict[str, Any] = {
        "changes": changes,
        "new": changes is None,
        "cause": cause_shown(revision) if revision else None,
        "experts": _experts(request, step if waiting else None, may_decide(user, page)),
        "may_ask": not waiting or may_decide(user, page),
    }
    if state is None or step is None:
        return Standing("draft", **told)
    told |= {"requested_by": _name(state.requested_by), "since": step.started_at}
    if not waiting:
        return Standing("returned", comment=step.comment, remarks=_remarks(step), **told)
    due = WorkflowDue.objects.filter(task_state=step).first()
    return Standing(
        "waiting",
        step=step.task.name,
        due_on=due.due_on if due else None,
        overdue=bool(due and due.due_on < timezone.localdate()),
        holders=_holders(page),
        outdated=step.revision_id != page.latest_revision_id,
        **told,
    )


def experts_of(page: ServicePage, user: Any) -> list[Asked]:
    """Who was asked about ``page`` and how far each is."""
    step = page.current_workflow_task_state
    return _experts(legal_requests.open_request(page), step, may_decide(user, page))


def _holders(page: ServicePage) -> list[str]:
    people = [_name(one) for one in deciders_of(page)[: _MOST_NAMES + 1]]
    return [*people[:_MOST_NAMES], "…"] if len(people) > _MOST_NAMES else people


def _remarks(step: TaskState) -> list[LegalComment]:
    """What experts said when they sent the change back."""
    return list(
        LegalComment.objects.filter(invitation__task_state=step).select_related(
            "invitation__expert"
        )
    )


def _experts(
    request: LegalCheckRequest | None, step: TaskState | None, may_change: bool
) -> list[Asked]:
    if request is None:
        return []
    links = {one.expert_id: one for one in LegalInvitation.objects.filter(task_state=step)}
    return [
        Asked(one.pk, str(one), _how_far(links.get(one.pk)), may_change)
        for one in request.experts.filter(revoked_at=None).order_by("pk")
    ]


def _how_far(link: LegalInvitation | None) -> str:
    if link is None:
        return _("sẽ nhận thư khi đơn vị duyệt xong")
    if link.answered_at:
        return str(link.get_answer_display())
    if link.opened_at:
        return _("đã mở, chưa trả lời")
    return _("đã gửi thư, chưa mở")


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
