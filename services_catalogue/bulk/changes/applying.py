"""One change carried out page by page: published and draft alike, with one entry in the page's log."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from services_catalogue.bulk.changes.putting import PUTTINGS
from services_catalogue.bulk.chunks import NotDone, carry_out, each
from services_catalogue.bulk.leases import claim
from services_catalogue.bulk.reach import may_change
from services_catalogue.bulk.submitting import blocked, keep_on_the_road, send_on
from services_catalogue.models import (
    BulkAction,
    BulkChange,
    BulkChangeRow,
    RowState,
    RunState,
    ServicePage,
)
from services_catalogue.units.scope import scope_of

#: Entry in the log of each page, with what was there before.
LOG_ACTION = "services_catalogue.bulk_change"


def carry_out_change(pk: int) -> None:
    """Carry out the pages of run ``pk`` that are still to do."""
    run = claim(BulkChange, pk, (RunState.APPLYING,))
    if run is None:
        return
    run.done = run.rows.exclude(state=RowState.PENDING).count()
    carry_out(run, run.rows.order_by("number", "pk"), _Applying(run))


class _Applying:
    def __init__(self, run: BulkChange) -> None:
        self.run = run
        self.putting = PUTTINGS[run.action]

    def __call__(self, chunk: Sequence[BulkChangeRow]) -> None:
        self.user = get_user_model()._default_manager.filter(pk=self.run.created_by_id or 0).first()
        each(chunk, self._change)

    def _change(self, row: BulkChangeRow) -> None:
        page = ServicePage.objects.filter(pk=row.page_id or 0).first()
        if page is None:
            raise NotDone(_("Trang đã bị xoá."), RowState.CONFLICT)
        may_change(page, self.user)
        row.before = self.putting.now(page)[:1000]
        if self.run.action == BulkAction.UNPUBLISH:
            row.note = self._unpublish(page)
            return
        if self.putting.column:
            self._put_at_once(page)
        else:
            row.note = self._put_in_content(row, page)
        log(
            instance=page,
            action=LOG_ACTION,
            user=self.user,
            revision=row.revision,
            content_changed=True,
            data={
                "what": self.run.get_action_display(),
                "before": row.before,
                "after": self.run.value_label,
                "run": self.run.pk,
            },
        )

    def _unpublish(self, page: ServicePage) -> str:
        if not page.permissions_for_user(self.user).can_unpublish():
            raise NotDone(_("Bạn không được gỡ trang này, hoặc trang không đăng."))
        page.unpublish(user=self.user)  # Wagtail writes the entry of the log
        return ""

    def _put_at_once(self, page: ServicePage) -> None:
        """Unit and review date are no part of drafts: the row says them, for every draft."""
        if self.run.action == BulkAction.UNIT:
            scope = scope_of(self.user)
            if not scope.everything and int(self.run.value) not in scope.agencies:
                raise NotDone(_("Đơn vị mới nằm ngoài phạm vi của bạn."))
        self.putting.put(page, self.run.value)
        column = self.putting.column
        ServicePage.objects.filter(pk=page.pk).update(**{column: getattr(page, column)})

    def _put_in_content(self, row: BulkChangeRow, page: ServicePage) -> str:
        if page.scheduled_revision:
            raise NotDone(
                _("Trang đã hẹn ngày xuất bản; sửa bằng tay để không mất bản đã hẹn."),
                RowState.CONFLICT,
            )
        publish = self.run.publish and page.permissions_for_user(self.user).can_publish()
        drafted = page.has_unpublished_changes
        if page.live and drafted and publish:
            return self._put_in_both(row, page)
        draft = page.get_latest_revision_as_object()
        self.putting.put(draft, self.run.value)
        row.revision = draft.save_revision(user=self.user)
        if drafted:
            keep_on_the_road(draft, row.revision, user=self.user)
            # Whether what an editor has not finished goes anywhere is the editor's to say.
            return _("Đã ghi vào bản nháp đang có; bản nháp ấy chưa xuất bản.")
        if not publish:
            return send_on(draft, row.revision, user=self.user)
        return self._publish(draft, row.revision)

    def _put_in_both(self, row: BulkChangeRow, page: ServicePage) -> str:
        """What is public gets the new value alone; the draft keeps all else that an editor began."""
        draft = page.get_latest_revision_as_object()
        self.putting.put(page, self.run.value)
        published = page.save_revision(user=self.user)
        note = self._publish(page, published, submit=False)
        self.putting.put(draft, self.run.value)
        row.revision = draft.save_revision(user=self.user)
        keep_on_the_road(draft, row.revision, user=self.user)
        return note or _("Bản đang đăng và bản nháp đều đã đổi.")

    def _publish(self, page: ServicePage, revision: Revision, *, submit: bool = True) -> str:
        if not blocked(revision):
            revision.publish(user=self.user, log_action=False)
            return ""
        if submit:
            return send_on(page, revision, user=self.user, publish=True)
        return _("Bản đang đăng chưa đổi: còn lỗi phải sửa trước khi xuất bản.")
