"""Files that a draft or an officer's request holds: added within limits, taken away again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Sum

from submissions.models import Attachment, Draft, OfficerRequest
from submissions.uploads import sealed_files
from submissions.uploads.receiving import Received, in_words
from submissions.uploads.refusals import Reason, Refused

Holder = TypeVar("Holder", Draft, OfficerRequest)


def keep_file(
    role: str,
    received: Received,
    *,
    lock: Callable[[], Holder],
    tie: Callable[[Holder], dict[str, Any]],
) -> Attachment:
    """Seal a file and note it; the same content twice for one paper is kept once.

    A page sent again by the browser must not add it again.

    :param lock: answers the row that holds the files, locked; called within the transaction.
    :param tie: answers the fields that tie an attachment to that row; called when one is added.
    :raises Refused: too_many or too_much.
    """
    key, digest = uuid4(), received.sha256
    sealed_files.keep(key, received.content)
    try:
        with transaction.atomic():
            holder = lock()
            of_paper = holder.attachments.filter(role=role)
            if same := of_paper.filter(sha256=digest).first():
                sealed_files.remove(key)
                return same
            _within_limits(holder, role, received)
            last = of_paper.aggregate(last=Max("position"))["last"]
            return Attachment.objects.create(
                pk=key,
                role=role,
                position=0 if last is None else last + 1,
                filename=received.filename,
                content_type=received.content_type,
                size=len(received.content),
                sha256=digest,
                original_sha256=received.original_sha256,
                pages=received.pages,
                scan=received.scan,
                **tie(holder),
            )
    except BaseException:
        sealed_files.remove(key)
        raise


def drop_file(holder: Draft | OfficerRequest, key: Any) -> bool:
    """Take a file away from a locked row; False when it is gone already (a second click)."""
    if not holder.attachments.filter(pk=key).delete()[0]:
        return False
    transaction.on_commit(lambda: sealed_files.remove(key))
    return True


def _within_limits(holder: Draft | OfficerRequest, role: str, received: Received) -> None:
    most = settings.ATTACHMENTS_OF_A_PAPER
    if holder.attachments.filter(role=role).count() >= most:
        raise Refused(Reason.TOO_MANY, name=received.filename, limit=str(most))
    total = holder.attachments.aggregate(total=Sum("size"))["total"] or 0
    if total + len(received.content) > settings.DRAFT_BYTES:
        limit = in_words(settings.DRAFT_BYTES)
        raise Refused(Reason.TOO_MUCH, name=received.filename, limit=limit)
