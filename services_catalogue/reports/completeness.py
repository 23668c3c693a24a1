"""The report "Mức đầy đủ": how whole each service is, and what the checks found."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from services_catalogue.desk.places import edit_url
from services_catalogue.models import Field, ServiceCheck
from services_catalogue.preflight import rules
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.reports.units_filter import UnitFilter

#: Findings that a row names; the edit form has them all.
_NAMED = 3
_SCORES = {"50": 50, "80": 80, "95": 95}


def what_is_wrong(check: ServiceCheck) -> str:
    """The rules that the service breaks, worst first: "Thiếu lệ phí; Không có tên thường gọi; +2"."""
    known = {one.key: str(one.what) for one in rules()}
    broken = [key for key in dict.fromkeys(row["rule"] for row in check.findings) if key in known]
    named = [known[key] for key in broken[:_NAMED]]
    more = len(broken) - len(named)
    return "; ".join([*named, f"+{more}"] if more else named)


class CompletenessFilterSet(WagtailFilterSet):
    """By score, what blocks, unit and field."""

    below = django_filters.ChoiceFilter(
        label=_("Mức đầy đủ"),
        choices=[(key, _("Dưới %(score)s") % {"score": key}) for key in _SCORES],
        empty_label=_("Tất cả"),
        method="by_score",
    )
    rule = django_filters.ChoiceFilter(
        label=_("Thiếu gì"),
        choices=lambda: [(one.key, one.what) for one in rules()],
        empty_label=_("Tất cả"),
        method="by_rule",
    )
    blocked = django_filters.ChoiceFilter(
        label=_("Xuất bản"),
        choices=[("1", _("Đang bị chặn"))],
        empty_label=_("Tất cả"),
        method="by_blocking",
    )
    unit = UnitFilter(field_name="page__managed_by")
    field = django_filters.ModelChoiceFilter(
        label=_("Lĩnh vực"), queryset=Field.objects.all(), field_name="page__field"
    )

    class Meta:
        model = ServiceCheck
        fields: list[str] = []

    def by_score(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Services below a score."""
        return rows.filter(score__lt=_SCORES[value])

    def by_rule(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Services that break one rule. Keys of rules are words without quotes."""
        return rows.filter(findings__icontains=f'"{value}"')

    def by_blocking(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Services that may not be published as they are."""
        return rows.filter(blocking__gt=0)


class CompletenessView(ScopedReport, ReportView):
    """The least whole stand first."""

    model = ServiceCheck
    page_title = _("Mức đầy đủ")
    header_icon = "tasks"
    index_url_name = "completeness"
    index_results_url_name = "completeness_results"
    filterset_class = CompletenessFilterSet
    is_searchable = True
    search_fields = ["page__title", "page__code"]
    default_ordering = "score"
    columns = [
        TitleColumn(
            "page.title",
            label=_("Dịch vụ"),
            get_url=lambda row: edit_url(row.page_id),
            sort_key="page__title",
            width="32%",
        ),
        Column("code", label=_("Mã thủ tục"), accessor="page.code", sort_key="page__code"),
        Column("unit", label=_("Đơn vị phụ trách"), accessor="page.managed_by"),
        NumberColumn("score", label=_("Mức đầy đủ"), sort_key="score"),
        NumberColumn("blocking", label=_("Chặn"), sort_key="blocking"),
        NumberColumn("important", label=_("Nên sửa"), sort_key="important"),
        Column("wrong", label=_("Thiếu gì"), accessor=what_is_wrong, width="26%"),
    ]
    list_export = [
        *("page.code", "page.title", "page.field", "page.managed_by", "page.live"),
        *("score", "blocking", "important", "wrong", "checked_at"),
    ]
    export_headings = {
        "page.code": _("Mã thủ tục"),
        "page.title": _("Dịch vụ"),
        "page.field": _("Lĩnh vực"),
        "page.managed_by": _("Đơn vị phụ trách"),
        "page.live": _("Đã xuất bản"),
        "wrong": _("Thiếu gì"),
    }
    verbose_name_plural = _("dịch vụ")

    def get_base_queryset(self) -> QuerySet[ServiceCheck]:
        """The checks of services in reach."""
        checks = ServiceCheck.objects.select_related("page__managed_by", "page__field").defer(
            "page__source_text", "page__guidance"
        )
        if self.scope.everything:
            return checks
        return checks.filter(page__managed_by__in=self.scope.agencies)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """What is wrong in words, for exports."""
        if self.is_export:
            for row in object_list:
                row.wrong = what_is_wrong(row)
        return object_list

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "muc-day-du"
