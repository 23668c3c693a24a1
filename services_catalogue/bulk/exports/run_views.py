"""Workbooks that the worker writes: their list, how far one is, and the file, for who asked for it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from services_catalogue.bulk import tasks
from services_catalogue.bulk.exports.writing import in_reach, path_of
from services_catalogue.bulk.leases import hand_over
from services_catalogue.bulk.run_pages import Heading, RunListView, RunPage
from services_catalogue.models import ExportRun, RunState
from services_catalogue.models.runs import WORKING


def own_exports(user: Any) -> QuerySet[ExportRun]:
    """Those of this person alone: a file holds what was in their reach."""
    return ExportRun.objects.filter(created_by=user).defer("services")


class ExportListView(RunListView):
    """A person's own files, the newest first."""

    model = ExportRun
    page_title = Heading.exports
    header_icon = "download"
    index_url_name = "bulk_exports"
    columns = [
        TitleColumn("file_name", label=_("Tệp"), url_name="bulk_export_run"),
        Column("get_state_display", label=_("Trạng thái")),
        Column("total", label=_("Số dịch vụ")),
        DateColumn("created_at", label=_("Lúc")),
    ]

    def get_base_queryset(self) -> QuerySet[ExportRun]:
        """Nobody else's, not even for people of the province."""
        return own_exports(self.request.user)


class ExportRunView(RunPage):
    """One file: how far it is, and the way to fetch it."""

    model = ExportRun
    template_name = "services_catalogue/bulk/export_run.html"
    header_icon = "download"
    list_url_name = "bulk_exports"
    list_label = Heading.exports

    def visible(self, user: Any) -> QuerySet[ExportRun]:
        """Nobody else's."""
        return own_exports(user)

    def do_resume(self) -> None:
        """Begin anew where the worker died."""
        if self.progress()["may_resume"]:
            ExportRun.objects.filter(pk=self.run.pk).update(
                **hand_over(state=RunState.WAITING, problem="")
            )
            tasks.write_export.enqueue(pk=self.run.pk)

    def do_cancel(self) -> HttpResponseRedirect:
        """Stop it; there is no file then."""
        ExportRun.objects.filter(pk=self.run.pk, state__in=WORKING).update(
            state=RunState.CANCELLED, lease_token="", lease_until=None
        )
        return redirect("bulk_exports")


def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, for a day; 404 for anybody else, refused to who lost the reach meanwhile."""
    run = get_object_or_404(ExportRun, pk=pk, created_by=request.user)
    if not in_reach(run, request.user):
        raise PermissionDenied
    if not run.can_be_fetched or not path_of(run).is_file():
        return redirect("bulk_export_run", pk=run.pk)
    answer = FileResponse(path_of(run).open("rb"), as_attachment=True, filename=run.file_name)
    answer["Cache-Control"] = "no-store"
    return answer
