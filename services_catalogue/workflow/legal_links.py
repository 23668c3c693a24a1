"""Links of experts: signed, for one revision as it was, until answered, revoked or expired."""

from __future__ import annotations

import hashlib
import hmac
import json
from enum import StrEnum

from django.core import signing
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from core.addresses import absolute
from services_catalogue.models import LegalInvitation

_SALT = "legal-check-link"
PATH = "/kiem-tra-phap-ly/"


class LinkState(StrEnum):
    """Whether a link works, and why not."""

    OPEN = "open"
    UNKNOWN = "unknown"
    ANSWERED = "answered"
    REVOKED = "revoked"
    CHANGED = "changed"
    OVER = "over"
    EXPIRED = "expired"


def digest_of(revision: Revision) -> str:
    """SHA-256 of the content. Comments and dates that saving alone moves do not count."""
    content = {key: value for key, value in revision.content.items() if key not in _MOVING}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


#: Parts of a revision's content that change while nobody changes the service.
_MOVING = frozenset(
    {
        "wagtail_admin_comments",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def token_for(invitation: LegalInvitation) -> str:
    """The secret part of the address. The same at every call, so nothing of it is stored."""
    return signing.dumps([invitation.pk, invitation.nonce], salt=_SALT)


def address_of(invitation: LegalInvitation) -> str:
    """The whole address, for the mail."""
    return absolute(f"{PATH}{token_for(invitation)}/")


def find(token: str) -> LegalInvitation | None:
    """The invitation of a token; None for what we did not sign."""
    try:
        pk, nonce = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = (
        LegalInvitation.objects.select_related(
            "expert__request__page", "task_state__workflow_state", "revision"
        )
        .filter(pk=pk)
        .first()
    )
    return found if found and hmac.compare_digest(found.nonce, str(nonce)) else None


def state_of(invitation: LegalInvitation) -> LinkState:
    """Whether the link may be read and answered now."""
    if invitation.answered_at:
        return LinkState.ANSWERED
    if invitation.expert.revoked_at:
        return LinkState.REVOKED
    latest = (
        Page.objects.filter(pk=invitation.revision.object_id)
        .values_list("latest_revision", flat=True)
        .first()
    )
    if latest != invitation.revision_id or digest_of(invitation.revision) != invitation.digest:
        return LinkState.CHANGED
    if (
        invitation.expert.request.closed_at
        or invitation.task_state.status != TaskState.STATUS_IN_PROGRESS
    ):
        return LinkState.OVER
    if timezone.localdate() > invitation.expires_on:
        return LinkState.EXPIRED
    return LinkState.OPEN
