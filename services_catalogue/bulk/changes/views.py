"""Changes to many services: the list of them, and what became of each page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn

from services_catalogue.bulk import tasks
from services_catalogue.bulk.leases import hand_over
from services_catalogue.bulk.run_pages import Heading, RunListView, RunPage
from services_catalogue.models import BulkChange, RowState, RunState

_PAGE = 50


class ChangeListView(RunListView):
    """Changes, the newest first."""

    model = BulkChange
    page_title = Heading.changes
    header_icon = "tasks"
    index_url_name = "bulk_changes"
    columns = [
        TitleColumn("__str__", label=_("Việc"), url_name="bulk_change"),
        Column("get_state_display", label=_("Trạng thái")),
        Column("total", label=_("Số trang")),
        UserColumn("created_by"),
        DateColumn("created_at", label=_("Lúc")),
    ]


class ChangeView(RunPage):
    """One change: its progress, and each page with what it had before."""

    model = BulkChange
    template_name = "services_catalogue/bulk/change_run.html"
    header_icon = "tasks"
    list_url_name = "bulk_changes"
    list_label = Heading.changes

    def page(self) -> dict[str, Any]:
        """A page of the rows, and how many came to what."""
        asked = self.request.GET.get("state", "")
        rows = self.run.rows.all()
        if asked in RowState.values:
            rows = rows.filter(state=asked)
        states = self.run.rows.values_list("state").order_by().annotate(number=Count("pk"))
        return super().page() | {
            "rows": WagtailPaginator(rows, _PAGE).get_page(self.request.GET.get("p")),
            "states": Counter(dict(states)),
        }

    def do_resume(self) -> None:
        """Go on where the worker stopped."""
        if self.progress()["may_resume"]:
            self.model.objects.filter(pk=self.run.pk).update(
                **hand_over(state=RunState.APPLYING, problem="")
            )
            tasks.apply_change.enqueue(pk=self.run.pk)

    def do_cancel(self) -> HttpResponseRedirect:
        """Stop it; what was done stays done."""
        self.model.objects.filter(pk=self.run.pk, state=RunState.APPLYING).update(
            state=RunState.CANCELLED, lease_token="", lease_until=None
        )
        return redirect("bulk_change", self.run.pk)
