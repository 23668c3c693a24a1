"""Imports in the admin: hand in a file, look at what it would change, decide, see it done."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.widgets import HeaderButton

from services_catalogue.bulk import tasks
from services_catalogue.bulk.imports.decisions import Decisions
from services_catalogue.bulk.imports.rejected_workbook import rejected_workbook
from services_catalogue.bulk.leases import hand_over
from services_catalogue.bulk.run_pages import Heading, RunListView, RunPage, own_runs
from services_catalogue.models import ImportRun, RunState


class ImportListView(RunListView):
    """Files handed in, the newest first."""

    model = ImportRun
    page_title = Heading.imports
    header_icon = "upload"
    index_url_name = "bulk_imports"
    columns = [
        TitleColumn("file_name", label=_("Tệp"), url_name="bulk_import"),
        Column("get_state_display", label=_("Trạng thái")),
        Column("new", label=_("Mới")),
        Column("changed", label=_("Thay đổi")),
        Column("rejected", label=_("Bị loại")),
        UserColumn("created_by"),
        DateColumn("created_at", label=_("Lúc")),
    ]

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Hand in another file."""
        return [HeaderButton(_("Tải tệp lên"), reverse("bulk_import_upload"), icon_name="upload")]


class ImportView(Decisions, RunPage):
    """One import: its progress, what it would change, what became of it."""

    model = ImportRun
    template_name = "services_catalogue/bulk/import_run.html"
    header_icon = "upload"
    list_url_name = "bulk_imports"
    list_label = Heading.imports

    def resumable(self) -> bool:
        """A file that could not be read must be mended first."""
        return bool(self.run.rows.exists())

    def do_resume(self) -> None:
        """Go on where the worker stopped."""
        if not self.progress()["may_resume"]:
            return
        if self.run.state == RunState.FAILED:
            self.run.state = RunState.APPLYING
            ImportRun.objects.filter(pk=self.run.pk).update(
                **hand_over(state=RunState.APPLYING, problem="")
            )
        tasks.task_for(self.run).enqueue(pk=self.run.pk)

    def do_cancel(self) -> HttpResponseRedirect:
        """Stop it for good; what was done already stays done."""
        ImportRun.objects.filter(pk=self.run.pk).exclude(state=RunState.DONE).update(
            state=RunState.CANCELLED, lease_token="", lease_until=None
        )
        return redirect("bulk_imports")


def rejected(request: HttpRequest, pk: int) -> FileResponse:
    """The rejected rows as a workbook, each with its reason, to mend and hand in again."""
    run = get_object_or_404(own_runs(ImportRun, request.user), pk=pk)
    rows = run.rows.filter(kind="rejected")
    if not rows.exists():
        raise Http404
    name = f"bi-loai-{run.pk}.xlsx"
    answer = FileResponse(rejected_workbook(rows), as_attachment=True, filename=name)
    answer["Cache-Control"] = "no-store"
    return answer
