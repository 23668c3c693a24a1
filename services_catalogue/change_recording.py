"""Write down what changed for the outside, in the transaction of the change itself.

Nobody reports *what* changed: the public record is compared with what was last told. So a change is
recorded whichever way it came (an editor, an import, a renamed agency, a script), and telling twice
adds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from core.publishing import content_changed
from services_catalogue.exchange.loading import with_all_parts
from services_catalogue.models import ServicePage
from services_catalogue.models.changes import (
    ChangeFeed,
    ChangeKind,
    ChangeRecord,
    PublishedService,
)
from services_catalogue.public_record import digests, public_record
from services_catalogue.selectors import published
from services_catalogue.versions.recording import Seen, record_versions

#: Sent after the commit of new change records; ``last`` is the position of the newest.
changes_recorded = Signal()

_PAGES = 200


def record_changes_of(pks: Collection[int]) -> int:
    """Compare the pages with these keys, deleted ones included; answers how many changes were new."""
    wanted = sorted(pks)
    added = 0
    with transaction.atomic():
        for start in range(0, len(wanted), _PAGES):
            chunk = wanted[start : start + _PAGES]
            pages = with_all_parts(published().filter(pk__in=chunk))
            added += record_changes(pages, among=chunk)
    return added


def record_changes(pages: Sequence[ServicePage], *, among: Collection[int]) -> int:
    """Compare ``pages``, which are public now and have their parts, with what was last told.

    Pages of ``among`` that are not in ``pages`` are not public (any more).
    """
    with transaction.atomic():
        feed = ChangeFeed.locked()
        run = _Run(feed.position)
        codes = [page.code for page in pages]
        for told in PublishedService.objects.filter(Q(page_id__in=among) | Q(code__in=codes)):
            run.told[told.code] = told
        for page in pages:
            run.compare(page)
        for told in list(run.told.values()):
            if told.public and told.code not in run.seen:
                run.withdraw(told)
        record_versions(run.states)
        if not run.records:
            return 0
        PublishedService.objects.bulk_create(
            run.changed.values(),
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["page_id", "public", "title", "digests", "superseded_by", "position"],
            batch_size=100,
        )
        ChangeRecord.objects.bulk_create(run.records, batch_size=200)
        ChangeFeed.objects.filter(pk=feed.pk).update(position=run.position)
        content_changed()
        last = run.position
        transaction.on_commit(
            lambda: changes_recorded.send_robust(ChangeRecord, last=last), robust=True
        )
    return len(run.records)


@dataclass
class _Run:
    """New records of one comparison."""

    position: int
    told: dict[str, PublishedService] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    states: list[Seen] = field(default_factory=list)
    changed: dict[str, PublishedService] = field(default_factory=dict)
    records: list[ChangeRecord] = field(default_factory=list)

    def compare(self, page: ServicePage) -> None:
        self.seen.add(page.code)
        before = self.told.get(page.code)
        record = public_record(page)
        self.states.append((page, record))
        now = digests(record)
        successor = page.superseded_by.code if page.superseded_by else ""
        if before is None or not before.public:
            kind, differing = ChangeKind.PUBLISHED, []
        else:
            differing = sorted(
                name
                for name in now.keys() | before.digests.keys()
                if now.get(name) != before.digests.get(name)
            )
            if not differing:
                return
            replaced = successor and successor != before.superseded_by
            kind = ChangeKind.SUPERSEDED if replaced else ChangeKind.CHANGED
        self._add(
            kind,
            PublishedService(
                code=page.code,
                page_id=page.pk,
                title=page.title[:255],
                digests=now,
                superseded_by=successor,
            ),
            differing,
        )

    def withdraw(self, told: PublishedService) -> None:
        told.public = False
        told.digests = {}
        successor = (
            ServicePage.objects.filter(pk=told.page_id, code=told.code)
            .exclude(superseded_by=None)
            .values_list("superseded_by__code", flat=True)
            .first()
        )
        # What replaced a page that was deleted is remembered from when it still stood.
        gone = not ServicePage.objects.filter(pk=told.page_id).exists()
        told.superseded_by = successor or (told.superseded_by if gone else "")
        self._add(ChangeKind.WITHDRAWN, told, [])

    def _add(self, kind: ChangeKind, state: PublishedService, fields: Iterable[str]) -> None:
        self.position += 1
        state.position = self.position
        self.changed[state.code] = state
        self.records.append(
            ChangeRecord(
                position=self.position,
                at=timezone.now(),
                kind=kind,
                code=state.code,
                title=state.title,
                fields=list(fields),
                superseded_by=state.superseded_by,
            )
        )
