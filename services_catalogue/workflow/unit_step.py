"""The step of the unit's moderators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from services_catalogue.models import LegalCheckRequest, UnitModerationTask
from services_catalogue.models.moderation import Action
from services_catalogue.workflow import legal_requests
from services_catalogue.workflow.deciders import deciders_of, may_decide, require_decider

ASK_EXPERTS = "legal_check"


def actions(page: Page, user: Any) -> list[Action]:
    """What ``user`` may do with ``page`` in this step."""
    if not may_decide(user, page):
        return []
    asked = LegalCheckRequest.objects.filter(page_id=page.pk, closed_at=None).exists()
    found: list[Action] = [
        ("reject", _("Yêu cầu sửa"), True),
        ("approve", _("Duyệt, gửi kiểm tra pháp lý") if asked else _("Duyệt"), False),
        ("approve", _("Duyệt kèm nhận xét"), True),
    ]
    if not asked:
        found.append((ASK_EXPERTS, _("Duyệt và nhờ kiểm tra pháp lý"), True))
    return found


@transaction.atomic
def act(
    task: UnitModerationTask,
    state: TaskState,
    user: Any,
    action: str,
    data: dict[str, Any],
    usual: Callable[..., Any],
) -> Any:
    """Do ``action``; ``usual`` is Wagtail's own way for what is not ours."""
    require_decider(user, state)
    if action == ASK_EXPERTS:
        page = state.workflow_state.content_object
        comment = data.pop("comment", "")
        legal_requests.ask(page, user=user, **legal_requests.cleaned(data))
        action, data = "approve", {"comment": comment}
    if action == "approve":
        follow_own_edit(state, user)
    return usual(state, user, action, **data)


def follow_own_edit(state: TaskState, user: Any) -> None:
    """Who mends a word and approves has seen what he approves: once is enough.

    Anybody else's newer revision still brings the step back (WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT).
    """
    latest = state.workflow_state.content_object.get_latest_revision()
    between = state.workflow_state.content_object.revisions.filter(
        created_at__gt=state.revision.created_at
    )
    if latest != state.revision and not between.exclude(user=user).exists():
        state.revision = latest
        state.save(update_fields=["revision"])


def unlock(page: Page) -> None:
    """End a lock that keeps those who decide from their work."""
    owner = page.locked_by
    if owner is None or deciders_of(page).filter(pk=owner.pk).exists():
        return
    page.locked, page.locked_by, page.locked_at = False, None, None
    page.save(update_fields=["locked", "locked_by", "locked_at"])
