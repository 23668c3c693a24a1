"""The importer: idempotent by code, each service whole or not at all, nothing overwritten silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _

from core.publishing import content_changed
from search.engines import SearchUnavailable, get_engine
from services_catalogue.exchange.creating import create_pages, save_new_rows
from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.lending import with_popular_names
from services_catalogue.exchange.loading import load_pages
from services_catalogue.exchange.merging import Difference, differences, merged
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.references import References
from services_catalogue.exchange.rows import Rejection, Row, once_per_code
from services_catalogue.exchange.summary import Change, Summary
from services_catalogue.exchange.updating import (
    bases_of,
    may_publish,
    publish_latest,
    submit_new,
    update_page,
)
from services_catalogue.law.citations import catch_up
from services_catalogue.models import ServiceIndexPage, ServicePage
from services_catalogue.units.assignment import assign_units
from services_catalogue.versions.basis import Basis, StandsOnWaiting

log = structlog.get_logger(__name__)

LANGUAGE = "vi"
_READ = 200
_WRITE = 100
_STATUS = "status"

Progress = Callable[[int], None]


class NoIndexPage(Exception):
    """There is no page under which services could live."""

    def __init__(self) -> None:
        super().__init__(
            _("Chưa có trang danh mục dịch vụ. Chạy lệnh: manage.py setup_site, rồi nhập lại.")
        )


def import_records(
    records: Iterable[ServiceRecord],
    *,
    publish: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    index: bool = True,
) -> Summary:
    """Import records made by our own code, such as the demo catalogue's.

    ``index=False`` leaves the search index to a later ``rebuild_index``. Raises
    :class:`NoIndexPage`.
    """
    rows = (
        Row(number, record.model_dump(mode="json"), record)
        for number, record in enumerate(records, start=1)
    )
    return import_rows(rows, publish=publish, dry_run=dry_run, progress=progress, index=index)


def import_rows(
    rows: Iterable[Row],
    *,
    publish: bool = False,
    submit: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    index: bool = True,
) -> Summary:
    """Import what a reader answered; ``progress`` is told how many rows were done.

    ``submit``: what changes and what is new waits for the moderators of its unit, instead of lying
    there as a draft.
    """
    parent = ServiceIndexPage.objects.first()
    if parent is None:
        raise NoIndexPage
    job = _Import(
        parent, publish=publish, submit=submit, dry_run=dry_run, progress=progress, index=index
    )
    return job.run(list(once_per_code(rows)))


class _Import:
    """One run. Rows are compared in the order of the file, then written in batches."""

    def __init__(
        self,
        parent: ServiceIndexPage,
        *,
        publish: bool,
        submit: bool = False,
        dry_run: bool,
        progress: Progress | None,
        index: bool,
    ) -> None:
        self.parent = parent
        self.publish = publish
        self.submit = submit
        self.dry_run = dry_run
        self.index = index
        self.advance = progress or (lambda _number: None)
        self.refs = References(LANGUAGE)
        self.summary = Summary()
        self.made: list[ServicePage] = []
        self.replaced: dict[str, str | None] = {}

    def run(self, rows: list[Row]) -> Summary:
        accepted: list[tuple[Row, ServiceRecord]] = []
        self.replaced = replaced = {
            row.result.code: row.result.superseded_by
            for row in rows
            if isinstance(row.result, ServiceRecord)
        }
        for row in rows:
            result = row.result
            if isinstance(result, ServiceRecord):
                result = self.refs.resolve(result, replaced)
            if isinstance(result, Rejection):
                self._reject(result, row)
            else:
                accepted.append((row, result))
        if not self.dry_run:
            save_new_rows(self.refs)
        # What replaces a service is made before the service that names it.
        ranked = [(_rank(record.code, replaced), (row, record)) for row, record in accepted]
        for chunk in _grouped(ranked, _READ):
            self._chunk(chunk)
        if not self.dry_run and (self.summary.created or self.summary.changed):
            assign_units()
            if self.submit:  # by their units, which they have only now
                submit_new(self.made)
            # Rows come past the signals; "services by law" is right before anybody looks.
            catch_up()
            content_changed()
        return self.summary

    def _reject(self, rejection: Rejection, row: Row) -> None:
        self.summary.rejected.append((rejection, row))
        self.advance(1)

    def _chunk(self, chunk: Sequence[tuple[Row, ServiceRecord]]) -> None:
        codes = [record.code for _row, record in chunk if record.code in self.refs.services]
        pages = bases_of(load_pages(LANGUAGE, codes))
        new = [
            (row, with_popular_names(record) if row.foreign else record)
            for row, record in chunk
            if record.code not in pages
        ]
        for row, record in chunk:
            if record.code in pages:
                self._compare(row, record, pages[record.code])
                self.advance(1)
        for start in range(0, len(new), _WRITE):
            self._create(new[start : start + _WRITE])
            self.advance(len(new[start : start + _WRITE]))

    def _compare(self, row: Row, record: ServiceRecord, basis: Basis | StandsOnWaiting) -> None:
        if isinstance(basis, StandsOnWaiting):
            self.summary.rejected.append((Rejection(record.code, _STATUS, str(basis)), row))
            return
        page = basis.page
        old = record_for(page)
        wanted = merged(old, record, foreign=row.foreign)
        if row.foreign:
            wanted = with_popular_names(wanted)
        found = differences(old, wanted)
        waiting = (
            self.publish
            and page.has_unpublished_changes
            and not basis.waiting
            and may_publish(page)
        )
        if not found and not waiting:
            self.summary.unchanged += 1
            return
        draft_only = self.publish and not may_publish(page)
        try:
            if not self.dry_run and found:
                names = {one.field for one in found}
                update_page(
                    page, wanted, names, self.refs, publish=self.publish, submit=self.submit
                )
            elif not self.dry_run:
                publish_latest(page)
        except (ValidationError, DatabaseError) as error:
            self.summary.rejected.append((_database_fault(record.code, error), row))
            return
        if not found:
            found = [Difference(_STATUS, _("bản nháp"), _("đã xuất bản"))]
        self.summary.changed += 1
        self.summary.changes.append(
            Change(
                wanted,
                tuple(found),
                draft_only=draft_only,
                page_id=page.pk,
                revision_id=page.latest_revision_id,
                row=row,
                told=basis.told(),
            )
        )

    def _create(self, chunk: Sequence[tuple[Row, ServiceRecord]]) -> None:
        if not chunk:
            return
        if self.dry_run:
            self._created(chunk)
            return
        records = [record for _row, record in chunk]
        try:
            pages = create_pages(
                records, self.parent, self.refs, publish=self.publish, language=LANGUAGE
            )
        except (DatabaseError, ValidationError, ValueError) as error:
            for record in records:
                self.refs.services.pop(record.code, None)
            if len(chunk) == 1:
                row, record = chunk[0]
                log.warning("import.row_failed", code=record.code, error=str(error))
                self.summary.rejected.append((_database_fault(record.code, error), row))
                return
            for one in chunk:  # find the culprit; the others are created
                self._create([one])
            return
        self._created(chunk)
        if self.submit:
            self.made += pages
        if self.publish and self.index:
            _put(pages)

    def _created(self, chunk: Sequence[tuple[Row, ServiceRecord]]) -> None:
        self.summary.created += len(chunk)
        self.summary.changes += [
            Change(record, new=True, row=row, rank=_rank(record.code, self.replaced))
            for row, record in chunk
        ]


def _grouped(items: Iterable[tuple[int, Any]], size: int) -> Iterable[list[Any]]:
    """Batches of ``size`` items of one rank, lower ranks first."""
    by_rank: dict[int, list[Any]] = defaultdict(list)
    for rank, item in items:
        by_rank[rank].append(item)
    for rank in sorted(by_rank):
        waiting = by_rank[rank]
        for start in range(0, len(waiting), size):
            yield waiting[start : start + size]


def _rank(code: str, replaced: dict[str, str | None]) -> int:
    """How many services stand behind ``code`` in its chain of replacements; circles end."""
    seen = {code}
    rank = 0
    target = replaced.get(code)
    while target and target in replaced and target not in seen:
        seen.add(target)
        rank += 1
        target = replaced[target]
    return rank


def _put(pages: Iterable[ServicePage]) -> None:
    """Hand new services to the search engine; a rebuild mends what fails here."""
    documents = [page.search_document() for page in pages]
    try:
        get_engine().put(documents)
    except SearchUnavailable as error:
        log.warning("import.search_unavailable", error=str(error), hint="manage.py rebuild_index")


def _database_fault(code: str, error: Exception) -> Rejection:
    if isinstance(error, ValidationError):
        messages: dict[str, Any] = {}
        with suppress(AttributeError):
            messages = error.message_dict
        name, texts = next(iter(messages.items()), ("record", error.messages))
        return Rejection(code, name, " ".join(texts))
    return Rejection(code, "record", _("Cơ sở dữ liệu không nhận: %(error)s") % {"error": error})
