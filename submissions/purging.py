"""Forgets what people wrote once the backend has had it for long enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from submissions.models import Attachment, OutboxEntry, Submission
from submissions.uploads import sealed_files
from submissions.vocabulary import AttachmentState, DeliveryState


def due_for_purge() -> QuerySet[Submission]:
    """Delivered SUBMISSION_PURGE_DAYS ago, with nothing of theirs still on its way."""
    limit = timezone.now() - timedelta(days=settings.SUBMISSION_PURGE_DAYS)
    under_way = OutboxEntry.objects.filter(submission=OuterRef("pk")).exclude(
        state=DeliveryState.DELIVERED, delivered_at__lt=limit
    )
    with_content = Attachment.objects.filter(submission=OuterRef("pk"), state=AttachmentState.READY)
    return (
        Submission.objects.filter(delivered_at__lt=limit)
        .filter(~Exists(under_way))
        .exclude(~Exists(with_content), purged_at__isnull=False)
        .order_by("pk")
    )


def forget_contacts() -> int:
    """Addresses of dossiers that ended long ago: no mail will go there any more."""
    limit = timezone.now() - timedelta(days=settings.SUBMISSION_PURGE_DAYS)
    return Submission.objects.filter(ended_at__lt=limit, contact__isnull=False).update(contact=None)


def purge(submissions: QuerySet[Submission]) -> Iterator[int]:
    """Empty content, files and deliveries; yields each submission's number of files removed.

    Rows go first, files after the commit: what is killed between leaves a file that nobody can
    find a use for, never a row that promises a file.
    """
    for pk in submissions.values_list("pk", flat=True).iterator(chunk_size=500):
        with transaction.atomic():
            files = Attachment.objects.filter(submission=pk, state=AttachmentState.READY)
            keys = list(files.values_list("pk", flat=True))
            files.update(state=AttachmentState.PURGED, filename=None)
            OutboxEntry.objects.filter(submission=pk).update(payload=None)
            Submission.objects.filter(pk=pk).update(payload=None, purged_at=timezone.now())
        for key in keys:
            sealed_files.remove(key)
        yield len(keys)


def remove_purged_files() -> int:
    """Files whose row was purged by a process that died before it removed them."""
    removed = 0
    for key in sealed_files.keys_older_than(timedelta(days=settings.SUBMISSION_PURGE_DAYS)):
        if Attachment.objects.filter(pk=key, state=AttachmentState.PURGED).exists():
            sealed_files.remove(key)
            removed += 1
    return removed
