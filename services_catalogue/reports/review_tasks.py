"""The report "Việc xem lại": looks that changed documents asked for, open and done."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from services_catalogue.models import ReviewTask
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.reports.units_filter import UnitFilter


class ReviewTaskFilterSet(WagtailFilterSet):
    """By state and unit; open ones unless asked for others."""

    state = django_filters.ChoiceFilter(
        label=_("Tình trạng"),
        choices=[*ReviewTask.State.choices[1:], ("all", _("Tất cả"))],
        empty_label=ReviewTask.State.OPEN.label,
        method="leave",
    )
    unit = UnitFilter(field_name="service__managed_by")

    class Meta:
        model = ReviewTask
        fields: list[str] = []

    def leave(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The view decides, also when nothing is chosen."""
        return rows


class ReviewTasksView(ScopedReport, ReportView):
    """Each leads to its task; the law or the service is found by typing."""

    model = ReviewTask
    page_title = _("Việc xem lại vì văn bản thay đổi")
    header_icon = "warning"
    index_url_name = "review_tasks"
    index_results_url_name = "review_tasks_results"
    filterset_class = ReviewTaskFilterSet
    is_searchable = True
    search_fields = ["written", "law", "service__title", "service__code"]
    default_ordering = "due_on"
    columns = [
        TitleColumn(
            "service.title",
            label=_("Dịch vụ"),
            get_url=lambda row: reverse("review_task", args=[row.pk]),
            sort_key="service__title",
            width="32%",
        ),
        Column("code", label=_("Mã thủ tục"), accessor="service.code"),
        Column("unit", label=_("Đơn vị phụ trách"), accessor="service.managed_by"),
        Column("written", label=_("Văn bản"), sort_key="law"),
        Column("due_on", label=_("Hạn xem lại"), sort_key="due_on"),
        Column("state", label=_("Tình trạng"), accessor="get_state_display", sort_key="state"),
    ]
    list_export = [
        *("service.code", "service.title", "service.managed_by", "written", "note", "due_on"),
        *("get_state_display", "opened_at", "opened_by", "closed_at", "closed_by", "reason"),
    ]
    export_headings = {
        "service.code": _("Mã thủ tục"),
        "service.title": _("Dịch vụ"),
        "service.managed_by": _("Đơn vị phụ trách"),
        "get_state_display": _("Tình trạng"),
    }
    verbose_name_plural = _("việc xem lại")

    def get_base_queryset(self) -> QuerySet[ReviewTask]:
        """Tasks in reach."""
        tasks = ReviewTask.objects.select_related(
            "service__managed_by", "opened_by", "closed_by"
        ).defer("service__source_text", "service__guidance")
        if not self.scope.everything:
            tasks = tasks.filter(service__managed_by__in=self.scope.agencies)
        state = self.request.GET.get("state") or ReviewTask.State.OPEN
        return tasks if state == "all" else tasks.filter(state=state)

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "viec-xem-lai"
