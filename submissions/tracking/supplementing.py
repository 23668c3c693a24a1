"""Files for what officers asked for: added one by one, kept until they are sent together."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from submissions.models import Attachment, OfficerRequest
from submissions.tracking.answers import AlreadyAnswered
from submissions.uploads import sealed_files
from submissions.uploads.receiving import Received, in_words
from submissions.uploads.refusals import Reason, Refused


def asked_papers(request: OfficerRequest) -> list[str]:
    """Names of the papers that are asked for; one for all when officers named none."""
    names = [str(item)[:1200] for item in request.items if str(item).strip()]
    return names or [_("Giấy tờ bổ sung")]


def add_file(request: OfficerRequest, role: str, received: Received) -> Attachment:
    """Seal a file and note it with the request; the same content twice for a paper is kept once.

    :raises AlreadyAnswered: when the request no longer waits.
    :raises Refused: too_many or too_much.
    """
    key, digest = uuid4(), received.sha256
    sealed_files.keep(key, received.content)
    try:
        with transaction.atomic():
            locked = _waiting(request)
            of_paper = locked.attachments.filter(role=role)
            if same := of_paper.filter(sha256=digest).first():
                sealed_files.remove(key)
                return same
            _within_limits(locked, role, received)
            last = of_paper.aggregate(last=Max("position"))["last"]
            return Attachment.objects.create(
                pk=key,
                submission_id=locked.submission_id,
                request=locked,
                role=role,
                position=0 if last is None else last + 1,
                filename=received.filename,
                content_type=received.content_type,
                size=len(received.content),
                sha256=digest,
                original_sha256=received.original_sha256,
                pages=received.pages,
                scan=received.scan,
            )
    except BaseException:
        sealed_files.remove(key)
        raise


def remove_file(request: OfficerRequest, key: Any) -> None:
    """Take a file away again, while the request waits; quietly when it is gone already."""
    with transaction.atomic():
        if _waiting(request).attachments.filter(pk=key).delete()[0]:
            transaction.on_commit(lambda: sealed_files.remove(key))


def _waiting(request: OfficerRequest) -> OfficerRequest:
    locked = OfficerRequest.objects.select_for_update().get(pk=request.pk)
    if locked.answered_at or locked.closed_at:
        raise AlreadyAnswered
    return locked


def _within_limits(request: OfficerRequest, role: str, received: Received) -> None:
    most = settings.ATTACHMENTS_OF_A_PAPER
    if request.attachments.filter(role=role).count() >= most:
        raise Refused(Reason.TOO_MANY, name=received.filename, limit=str(most))
    total = request.attachments.aggregate(total=Sum("size"))["total"] or 0
    if total + len(received.content) > settings.DRAFT_BYTES:
        limit = in_words(settings.DRAFT_BYTES)
        raise Refused(Reason.TOO_MUCH, name=received.filename, limit=limit)
