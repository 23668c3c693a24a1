"""The report "Tìm kiếm": what people ask, what finds nothing, and what to do about it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.models import SearchDay
from search.query_log import report
from search.query_log.fixes import fixes_for


def _in_words(days: int) -> str:
    return ngettext_lazy("%(days)s ngày qua", "%(days)s ngày qua", days) % {"days": days}


class SearchReportFilterSet(WagtailFilterSet):
    """The period, and which queries."""

    period = django_filters.ChoiceFilter(
        label=_("Thời gian"),
        choices=[(str(days), _in_words(days)) for days in report.PERIODS],
        empty_label=_in_words(report.DEFAULT_PERIOD),
        method="leave",
    )
    show = django_filters.ChoiceFilter(
        label=_("Từ tìm"),
        choices=[
            ("empty", _("Không có kết quả")),
            ("doubted", _("Kết quả không chắc")),
            ("unchosen", _("Nhiều người tìm, ít người chọn")),
        ],
        empty_label=_("Tất cả"),
        method="leave",
    )

    class Meta:
        model = SearchDay
        fields: list[str] = []

    def leave(self, rows: Any, name: str, value: str) -> Any:
        """The two filters work together, in filter_queryset."""
        return rows

    def filter_queryset(self, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        """The chosen days, or the last :data:`report.DEFAULT_PERIOD`; the chosen queries, or all."""
        values = self.form.cleaned_data
        rows = report.since(rows, int(values.get("period") or report.DEFAULT_PERIOD))
        show = values.get("show")
        return rows.filter(report.SELECTIONS[show]) if show else rows


class FixesColumn(Column):
    """The one-click fixes of a row."""

    cell_template_name = "search/admin/fixes_cell.html"

    def get_cell_context_data(self, instance: dict[str, Any], parent: Any) -> dict[str, Any]:
        """Addresses of the forms, filled in."""
        context = super().get_cell_context_data(instance, parent)
        context["fixes"] = [
            {"label": fix.label, "url": fix.url(instance["text"], instance["code"])}
            for fix in fixes_for(parent["request"].user)
        ]  # fmt: skip
        return context


class SearchReportView(ReportView):
    """Queries of visitors with their figures, exported as CSV and XLSX by Wagtail."""

    page_title = _("Tìm kiếm")
    header_icon = "search"
    model = SearchDay
    permission_policy = ModelPermissionPolicy(SearchDay)
    permission_required = "view"
    filterset_class = SearchReportFilterSet
    is_searchable = True
    search_fields = ["text"]
    default_ordering = "-times"
    index_url_name = "search_report"
    index_results_url_name = "search_report_results"
    columns = [
        Column("text", label=_("Từ tìm"), sort_key="text", width="28%"),
        NumberColumn("times", label=_("Tìm"), sort_key="times"),
        NumberColumn("empty", label=_("Không ra"), sort_key="empty"),
        NumberColumn("doubted", label=_("Không chắc"), sort_key="doubted"),
        NumberColumn("chosen", label=_("Chọn"), sort_key="chosen"),
        Column("place", label=_("Vị trí")),
        Column("code", label=_("Chọn nhiều nhất")),
        FixesColumn("fixes", label=_("Sửa bằng"), width="18%"),
    ]
    list_export = ["text", "times", "empty", "doubted", "chosen", "place", "code"]
    export_headings = {
        "text": _("Từ tìm"),
        "times": _("Lượt tìm"),
        "empty": _("Không có kết quả"),
        "doubted": _("Kết quả không chắc"),
        "chosen": _("Lượt chọn"),
        "place": _("Vị trí trung bình được chọn"),
        "code": _("Dịch vụ được chọn nhiều nhất"),
    }
    verbose_name_plural = _("từ tìm")

    def get_base_queryset(self) -> Any:
        """A row a text."""
        return report.asked()

    def filter_queryset(self, queryset: Any) -> Any:
        """Never all days at once, also when the address makes no sense."""
        if self.filters and self.filters.is_valid():
            return self.filters.filter_queryset(queryset)
        return report.since(queryset, report.DEFAULT_PERIOD)

    def get_table(self, object_list: Any) -> Any:
        """Rows of this page with what stands in another table row."""
        return super().get_table(report.with_most_chosen(list(object_list)))

    def decorate_paginated_queryset(self, object_list: Any) -> list[dict[str, Any]]:
        """The same for exports."""
        return report.with_most_chosen(list(object_list)) if self.is_export else object_list

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "tim-kiem"

    def get_page_subtitle(self) -> str:
        """The period that is shown."""
        days = report.DEFAULT_PERIOD
        if self.filters and self.filters.is_valid():
            days = int(self.filters.form.cleaned_data.get("period") or days)
        return _in_words(days)
