"""Files for what officers asked for: added one by one, kept until they are sent together."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from submissions.adding_files import drop_file, keep_file
from submissions.models import Attachment, OfficerRequest
from submissions.tracking.answers import AlreadyAnswered
from submissions.uploads.receiving import Received


def asked_papers(request: OfficerRequest) -> list[str]:
    """Names of the papers that are asked for; one for all when officers named none."""
    names = [str(item)[:1200] for item in request.items if str(item).strip()]
    return names or [_("Giấy tờ bổ sung")]


def add_file(request: OfficerRequest, role: str, received: Received) -> Attachment:
    """Keep a file with the request.

    :raises AlreadyAnswered: when the request no longer waits.
    :raises Refused: too_many or too_much.
    """
    return keep_file(
        role,
        received,
        lock=partial(_waiting, request),
        tie=lambda locked: {"submission_id": locked.submission_id, "request": locked},
    )


def remove_file(request: OfficerRequest, key: Any) -> None:
    """Take a file away again, while the request waits; quietly when it is gone already."""
    with transaction.atomic():
        drop_file(_waiting(request), key)


def _waiting(request: OfficerRequest) -> OfficerRequest:
    locked = OfficerRequest.objects.select_for_update().get(pk=request.pk)
    if locked.answered_at or locked.closed_at:
        raise AlreadyAnswered
    return locked
