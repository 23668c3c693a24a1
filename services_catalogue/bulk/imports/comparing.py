"""The dry run: each row of the file against the catalogue, kept so that one can decide on it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic_core import to_jsonable_python

from services_catalogue.bulk.imports.files import path_of
from services_catalogue.bulk.leases import LeaseLost, claim, finish, renew
from services_catalogue.exchange.importing import NoIndexPage, import_rows
from services_catalogue.exchange.readers import read_file
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.rows import Rejection, Row, UnreadableFile
from services_catalogue.exchange.summary import Change, Summary
from services_catalogue.models import (
    Agency,
    Field,
    ImportKind,
    ImportRow,
    ImportRun,
    RunState,
    ServiceIndexPage,
    ServicePage,
)
from services_catalogue.units.scope import scope_of

log = structlog.get_logger(__name__)

_EVERY = 1.0
_ROWS = 200


def compare(pk: int) -> None:
    """Read the file of run ``pk`` and keep what it would change. A run cut off begins anew."""
    states = (RunState.WAITING, RunState.READING)
    run = claim(ImportRun, pk, states, state=RunState.READING, done=0, total=0)
    if run is None:
        return
    try:
        rows = read_file(path_of(run))
        renew(run, total=len(rows))
        summary = import_rows(rows, dry_run=True, progress=_Telling(run))
        with transaction.atomic():
            renew(run)
            _keep(run, summary)
    except (UnreadableFile, NoIndexPage) as error:
        finish(run, RunState.FAILED, problem=str(error))
    except LeaseLost:
        log.warning("import.lease_lost", run=pk)
    except Exception:
        log.exception("import.compare_failed", run=pk)
        finish(run, RunState.FAILED, problem=_("Lỗi ngoài dự kiến khi đọc tệp."))
        raise


class _Telling:
    """Keeps on the run how many rows were compared, once a second."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.number, self.told = run, 0, time.monotonic()

    def __call__(self, number: int) -> None:
        self.number += number
        if time.monotonic() - self.told >= _EVERY:
            self.told = time.monotonic()
            renew(self.run, done=self.number)


def _keep(run: ImportRun, summary: Summary) -> None:
    run.rows.all().delete()
    sorting = _Sorting(run, summary)
    rows = list(sorting.rows(run, summary))
    ImportRow.objects.bulk_create(rows, batch_size=_ROWS)
    number = {kind: sum(row.kind == kind for row in rows) for kind in ImportKind}
    finish(
        run,
        RunState.READY,
        done=run.total,
        new=number[ImportKind.NEW],
        changed=number[ImportKind.CHANGED],
        unchanged=summary.unchanged,
        rejected=number[ImportKind.REJECTED],
        out_of_reach=number[ImportKind.OUT_OF_REACH],
    )


class _Sorting:
    """Which of what the file would change is this person's to change."""

    def __init__(self, run: ImportRun, summary: Summary) -> None:
        user: Any = run.created_by
        self.scope = scope_of(user)
        pks = [one.page_id for one in summary.changes if one.page_id]
        units: dict[int, int | None] = {}
        for start in range(0, len(pks), 500):
            chunk = ServicePage.objects.filter(pk__in=pks[start : start + 500])
            units.update(chunk.values_list("pk", "managed_by_id"))
        self.units = units
        parent = ServiceIndexPage.objects.first()
        permissions = parent.permissions_for_user(user) if parent else None
        self.may_add = bool(permissions and permissions.can_add_subpage())
        self.agencies = set(Agency.objects.without_tree_fields().values_list("slug", flat=True))
        self.fields = set(Field.objects.values_list("name", flat=True))
        self.may_add_agency = user.has_perm("services_catalogue.add_agency")
        self.may_add_field = user.has_perm("services_catalogue.add_field")

    def rows(self, run: ImportRun, summary: Summary) -> Iterator[ImportRow]:
        """Rows to keep: changes first as the file has them, then what was rejected."""
        for change in summary.changes:
            source = change.row.number if change.row else 0
            row = ImportRow(
                run=run, number=source, code=change.record.code, name=change.record.name[:500]
            )
            if self._out_of_reach(change):
                row.kind, row.ticked = ImportKind.OUT_OF_REACH, False
                row.note = self._whose(change)
            elif unknown := self._unknown(change.record):
                _reject(row, Rejection(row.code, *unknown), change.row)
            else:
                _put_change(row, change)
            yield row
        for rejection, source_row in summary.rejected:
            row = ImportRow(
                run=run,
                number=source_row.number,
                code=rejection.code[:40],
                name=getattr(source_row.result, "name", "")[:500],
            )
            _reject(row, rejection, source_row)
            yield row

    def _out_of_reach(self, change: Change) -> bool:
        if change.new:
            return not self.may_add
        return not self.scope.everything and (
            self.units.get(change.page_id or 0) not in self.scope.agencies
        )

    def _whose(self, change: Change) -> str:
        if change.new:
            return _("Bạn không được thêm thủ tục mới.")
        return _("Do đơn vị khác phụ trách.")

    def _unknown(self, record: ServiceRecord) -> tuple[str, str] | None:
        """Field and reason when the row would make an agency or field that this person may not."""
        if not self.may_add_agency:
            for one in record.agencies:
                if one.slug not in self.agencies:
                    said = _("Cơ quan “%(name)s” chưa có trong danh mục; nhờ người của tỉnh thêm.")
                    return "agencies", said % {"name": one.name}
        if not self.may_add_field and record.field not in self.fields:
            said = _("Lĩnh vực “%(name)s” chưa có trong danh mục; nhờ người của tỉnh thêm.")
            return "field", said % {"name": record.field}
        return None


def _put_change(row: ImportRow, change: Change) -> None:
    row.rank = change.rank
    if change.new:
        row.kind = ImportKind.NEW
        row.after = change.record.model_dump(mode="json", warnings=False)
        return
    row.kind = ImportKind.CHANGED
    row.page_id = change.page_id
    row.compared_with = change.revision_id
    row.note = change.told
    row.before = _values((one.field, one.old) for one in change.differences)
    row.after = _values((one.field, one.new) for one in change.differences)


def _values(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: to_jsonable_python(value, serialize_unknown=True) for name, value in pairs}


def _reject(row: ImportRow, rejection: Rejection, source: Row | None) -> None:
    row.kind, row.ticked = ImportKind.REJECTED, False
    row.fault, row.note = rejection.field[:120], rejection.reason
    row.raw = to_jsonable_python(source.raw, serialize_unknown=True) if source else None
