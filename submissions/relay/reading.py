"""Reads the backend's feed of changes from where it was last read. A missed reading heals itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog
from django.db import DataError, IntegrityError
from django.utils import timezone

from submissions.backends.protocol import BackendError, DossierState, ProcessingBackend
from submissions.models import BackendCursor
from submissions.recording import record_statuses

log = structlog.get_logger(__name__)

#: The name under which the feed of dossiers is remembered.
FEED = "dossiers"
PAGE_SIZE = 100
#: Dossiers recorded in one transaction: few flushes of the disk, and nobody waits long to write.
AT_ONCE = 10
#: Pages in one go: a long feed must not keep a stopping relay waiting.
MOST_PAGES = 20
#: The backend does not know our place (it was set up anew): begin at the beginning.
_LOST_PLACE = frozenset({400, 404, 410, 422})


def read_changes(backend: ProcessingBackend, most_pages: int = MOST_PAGES) -> int:
    """Record what changed since the last reading; answers how many dossiers of ours.

    The place moves on only after a page has been recorded. Two relays that read the same page record
    the same; the slower one does not move the place back.

    :raises BackendError: when the backend does not answer; the reason is kept for /readyz.
    """
    place, _made = BackendCursor.objects.get_or_create(name=FEED)
    recorded = 0
    try:
        for _page in range(most_pages):
            page = backend.changes(place.cursor, PAGE_SIZE)
            for first in range(0, len(page.items), AT_ONCE):
                recorded += _record(page.items[first : first + AT_ONCE])
            if page.has_more and page.next_cursor == place.cursor:
                raise BackendError("feed_does_not_move")
            if not _move(place, page.next_cursor or place.cursor) or not page.has_more:
                break
    except BackendError as error:
        _failed(place, error)
        raise
    return recorded


def _record(items: Sequence[DossierState]) -> int:
    """How many dossiers of ours changed. One that cannot be recorded must not stop the feed."""
    try:
        return sum(one is not None for one in record_statuses(items))
    except (IntegrityError, DataError, ValueError) as error:
        if len(items) > 1:  # the others of its batch are recorded without it
            return sum(_record([one]) for one in items)
        log.error("change_not_recorded", kind=type(error).__name__)
        return 0


def _move(place: BackendCursor, cursor: str) -> bool:
    """Remember the new place, unless another relay has moved it meanwhile."""
    moved = BackendCursor.objects.filter(pk=place.pk, cursor=place.cursor).update(
        cursor=cursor, read_at=timezone.now(), failed_at=None, reason=""
    )
    place.cursor = cursor
    return bool(moved)


def _failed(place: BackendCursor, error: BackendError) -> None:
    now = timezone.now()
    BackendCursor.objects.filter(pk=place.pk).update(failed_at=now, reason=error.reason[:500])
    if error.status in _LOST_PLACE and error.code and place.cursor:
        log.warning("feed_begins_anew", reason=error.reason)
        BackendCursor.objects.filter(pk=place.pk, cursor=place.cursor).update(cursor="")


def silent_for() -> timedelta | None:
    """How long the feed has not been read; None when it never was."""
    place = BackendCursor.objects.filter(name=FEED).first()
    if place is None or place.read_at is None:
        return None
    return timezone.now() - place.read_at
