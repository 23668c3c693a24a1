"""Exactly the ticked rows become revisions: sent to approval, or published by those who may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from services_catalogue.bulk.chunks import NotDone, carry_out, each
from services_catalogue.bulk.leases import claim
from services_catalogue.bulk.reach import may_change
from services_catalogue.bulk.submitting import send_on
from services_catalogue.exchange.building import apply
from services_catalogue.exchange.creating import create_pages, save_new_rows
from services_catalogue.exchange.exporting import record_for
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.references import References
from services_catalogue.exchange.updating import may_publish
from services_catalogue.models import (
    ImportKind,
    ImportRow,
    ImportRun,
    RowState,
    RunState,
    ServiceIndexPage,
    ServicePage,
)
from services_catalogue.units.assignment import assign_units
from services_catalogue.units.scope import scope_of
from services_catalogue.versions.basis import StandsOnWaiting, basis_of
from services_catalogue.workflow.causes import LegalCause, cause_between


def carry_out_import(pk: int) -> None:
    """Carry out the ticked rows of run ``pk`` that are still to do."""
    run = claim(ImportRun, pk, (RunState.APPLYING,))
    if run is None:
        return
    ticked = run.rows.filter(ticked=True, kind__in=(ImportKind.NEW, ImportKind.CHANGED))
    run.done = ticked.exclude(state=RowState.PENDING).count()
    carry_out(run, ticked.order_by("rank", "number", "pk"), _Applying(run))


class _Applying:
    """Knows the catalogue's names once for the whole run; who may do what, anew with each chunk."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.refs = References()

    def __call__(self, chunk: Sequence[ImportRow]) -> None:
        self.user = get_user_model()._default_manager.filter(pk=self.run.created_by_id or 0).first()
        records = {row.pk: record_of(row) for row in chunk}
        self._save_names(chunk, records)
        new = [row for row in chunk if row.kind == ImportKind.NEW]
        if new:
            self._create(new, records)
        each(
            [row for row in chunk if row.kind == ImportKind.CHANGED],
            lambda row: self._change(row, records[row.pk]),
        )

    def _save_names(self, chunk: Sequence[ImportRow], records: dict[int, ServiceRecord]) -> None:
        """Fields and agencies that the ticked rows name and the catalogue lacks."""
        for row in chunk:
            record = records[row.pk]
            if "field" in row.after:
                self.refs.field(record.field)
            for one in record.agencies if "agencies" in row.after else ():
                self.refs.agency(one)
        save_new_rows(self.refs)

    def _change(self, row: ImportRow, record: ServiceRecord) -> None:
        saved = (
            ServicePage.objects.select_related("latest_revision__user")
            .filter(pk=row.page_id or 0)
            .first()
        )
        if saved is None:
            raise NotDone(_("Trang đã bị xoá sau khi so sánh."), RowState.CONFLICT)
        if saved.latest_revision_id != row.compared_with:
            raise NotDone(_edited(saved), RowState.CONFLICT)
        may_change(saved, self.user)
        publish = self.run.publish and may_publish(saved)
        if self.run.publish and not saved.permissions_for_user(self.user).can_publish():
            publish = False
        try:
            basis = basis_of(saved)
        except StandsOnWaiting as reason:
            raise NotDone(str(reason), RowState.CONFLICT) from reason
        page = basis.page
        before = record_for(page)
        apply(page, record, set(row.after), self.refs)
        row.revision = page.save_revision(user=self.user, log_action=True)
        clashes = basis.clashes(row.revision)  # publishing carries the change into what waits
        cause = cause_between(before, record_for(page))
        sent = send_on(page, row.revision, user=self.user, cause=cause, publish=publish)
        notes = [clashes, sent, self._lost_successor(row, record)]
        if not basis.waiting:
            notes.insert(0, _unfinished(saved, self.user))
        row.note = " ".join(filter(None, notes))

    def _create(self, rows: Sequence[ImportRow], records: dict[int, ServiceRecord]) -> None:
        """All of ``rows`` at once; one by one where one of them stands in the way."""
        try:
            with transaction.atomic():
                self._insert(rows, records)
        except Exception as error:
            for row in rows:
                self.refs.services.pop(row.code, None)
            if len(rows) > 1:
                for row in rows:
                    self._create([row], records)
                return
            each(rows, _raising(error))
            return
        for row in rows:
            row.state = RowState.DONE
            row.save()

    def _insert(self, rows: Sequence[ImportRow], records: dict[int, ServiceRecord]) -> None:
        parent = ServiceIndexPage.objects.get()
        permissions = parent.permissions_for_user(self.user) if self.user else None
        if permissions is None or not permissions.can_add_subpage():
            raise NotDone(_("Bạn không được thêm thủ tục mới."))
        scope = scope_of(self.user)
        if not scope.everything and self.run.unit_id not in scope.agencies:
            raise NotDone(_("Đơn vị phụ trách không còn trong phạm vi của bạn."))
        there = set(
            ServicePage.objects.filter(
                content_language="vi", code__in=[row.code for row in rows]
            ).values_list("code", flat=True)
        )
        if there:
            raise NotDone(_("Mã này đã có trang sau khi so sánh."), RowState.CONFLICT)
        publish = self.run.publish and permissions.can_publish_subpage()
        pages = create_pages(
            [records[row.pk] for row in rows],
            parent,
            self.refs,
            publish=False,
            user=self.user,
            managed_by=self.run.unit_id,
        )
        if self.run.unit_id is None:
            assign_units()  # before anybody is asked to decide: the unit says who
        for row, page in zip(rows, pages, strict=True):
            record = records[row.pk]
            row.page, row.revision = page, page.latest_revision
            sent = send_on(
                page,
                page.latest_revision,
                user=self.user,
                cause=LegalCause(record.decision_number),
                publish=publish,
            )
            row.note = " ".join(filter(None, [sent, self._lost_successor(row, record)]))

    def _lost_successor(self, row: ImportRow, record: ServiceRecord) -> str:
        code = record.superseded_by
        if code and "superseded_by" in row.after and code not in self.refs.services:
            return _("Thủ tục thay thế %(code)s chưa có trong danh mục.") % {"code": code}
        return ""


def record_of(row: ImportRow) -> ServiceRecord:
    """The record that the page of ``row`` should have; only the fields of ``row.after`` count."""
    needed = {"code": row.code, "name": row.name or row.code, "field": "-"}
    return ServiceRecord.model_validate(needed | row.after)


def _edited(page: ServicePage) -> str:
    last = page.latest_revision
    who = str(last.user) if last and last.user else _("chưa rõ ai")
    when = timezone.localtime(page.latest_revision_created_at or timezone.now())
    return _(
        "%(who)s đã sửa trang này lúc %(when)s, sau khi so sánh. Không ghi đè; nhập lại tệp để so với bản mới."
    ) % {"who": who, "when": formats.date_format(when, "SHORT_DATETIME_FORMAT")}


def _unfinished(page: ServicePage, user: Any) -> str:
    """What those who decide should know: the change stands on what somebody else was writing."""
    last = page.latest_revision
    if not page.has_unpublished_changes or last is None or last.user_id in (None, user.pk):
        return ""
    return _("Trang có bản nháp của %(who)s; bản gửi đi gồm cả phần ấy.") % {"who": last.user}


def _raising(error: Exception) -> Any:
    def do(_row: ImportRow) -> None:
        raise error

    return do
