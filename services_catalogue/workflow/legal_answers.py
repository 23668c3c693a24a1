"""What an expert says: kept, put at the places in the editor, and the workflow moved on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, TaskState

from services_catalogue.models import LegalAnswer, LegalComment, LegalInvitation
from services_catalogue.workflow import legal_links
from services_catalogue.workflow.legal_step import go_on_when_all_agree

#: Wagtail's comments need an account: this one, which nobody can log in with, speaks for experts.
ACCOUNT = "kiem-tra-phap-ly"
#: Field of the form for fields of the record that take Wagtail's comments; lists of parts do not.
_FIELDS = {
    "name": "official_name",
    "audience_detail": "audience_detail",
    "decision_number": "decision_number",
    "effective_from": "effective_from",
    "effective_to": "effective_to",
    "field": "field",
    "keywords": "keywords",
    "kind": "kind",
    "life_events": "life_events",
    "non_territorial": "non_territorial",
    "online_level": "online_level",
    "popular_names": "popular_names",
    "short_name": "short_name",
    "source_url": "source_url",
    "summary": "summary",
    "superseded_by": "superseded_by",
}


class LinkClosed(Exception):
    """The link does not work any more; ``state`` says why."""

    def __init__(self, state: legal_links.LinkState) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def record(
    invitation: LegalInvitation,
    *,
    answer: str,
    reason: str,
    comments: Mapping[str, tuple[str, str]],
) -> None:
    """Keep ``answer`` and ``comments`` (field of the record → (its heading, text)); go on.

    A no sends the change back to the editor at once; a yes goes on when it was the last one.
    Raises :class:`LinkClosed` when the link died while the expert read.
    """
    step = TaskState.objects.select_for_update().get(pk=invitation.task_state_id)
    invitation = LegalInvitation.objects.select_related(
        "expert__request__page", "revision", "task_state"
    ).get(pk=invitation.pk)
    state = legal_links.state_of(invitation)
    if state is not legal_links.LinkState.OPEN:
        raise LinkClosed(state)
    invitation.answer, invitation.reason = answer, reason
    invitation.answered_at = timezone.now()
    invitation.save(update_fields=["answer", "reason", "answered_at"])
    for part, (label, text) in comments.items():
        _keep(invitation, part, label, text)
    if answer == LegalAnswer.NO:
        step.reject(comment=_summary(invitation))
    else:
        go_on_when_all_agree(step)


def _keep(invitation: LegalInvitation, part: str, label: str, text: str) -> None:
    comment = None
    if part in _FIELDS:
        comment = Comment.objects.create(
            page_id=invitation.revision.object_id,
            user=_account(),
            text=f"{invitation.expert}: {text}",
            contentpath=_FIELDS[part],
            revision_created=invitation.revision,
        )
    LegalComment.objects.create(
        invitation=invitation, part=part, label=label, text=text, comment=comment
    )


def _account() -> Any:
    users = get_user_model()._default_manager
    found = users.filter(username=ACCOUNT).first()
    if found is None:
        found = users.model(username=ACCOUNT, first_name=_("Kiểm tra pháp lý"), is_active=False)
        found.set_unusable_password()
        found.save()
    return found


def _summary(invitation: LegalInvitation) -> str:
    """For the history and the mail to whoever submitted: the reason, then part by part."""
    lines = [f"{invitation.expert}: {invitation.reason}"]
    lines += [f"– {one.label}: {one.text}" for one in invitation.comments.all()]
    return "\n".join(lines)
