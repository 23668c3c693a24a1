"""The report "Khác với hệ thống xử lý": where catalogue and backend say different things."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from services_catalogue.models import ServicePage
from services_catalogue.units.model_policy import UnitModelPolicy
from submissions.models import ServiceDrift
from submissions.vocabulary import DriftKind


class DriftPolicy(UnitModelPolicy):
    """People of units see how their own services differ."""

    editors_actions = frozenset({"view"})

    def within(self, agencies: Collection[int]) -> QuerySet[Any]:
        """Differences of services that these units keep."""
        kept = ServicePage.objects.filter(managed_by__in=agencies)
        return ServiceDrift.objects.filter(service_code__in=kept.values("code"))


class DriftFilterSet(WagtailFilterSet):
    """By kind; open ones unless asked for the past."""

    kind = django_filters.ChoiceFilter(
        label=_("Khác gì"), choices=DriftKind, empty_label=_("Tất cả")
    )
    past = django_filters.ChoiceFilter(
        label=_("Lúc nào"),
        choices=[("1", _("Đã hết"))],
        empty_label=_("Còn khác"),
        field_name="resolved_at",
        lookup_expr="isnull",
        method="leave",
    )

    class Meta:
        model = ServiceDrift
        fields = ["kind"]

    def leave(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The view decides, also when nothing is chosen."""
        return rows


class DriftReportView(ReportView):
    """Each difference with both sayings, leading to the page to mend."""

    page_title = _("Khác với hệ thống xử lý")
    header_icon = "warning"
    model = ServiceDrift
    permission_policy = DriftPolicy(ServiceDrift)
    permission_required = "view"
    filterset_class = DriftFilterSet
    is_searchable = True
    search_fields = ["service_code"]
    default_ordering = "-first_seen"
    index_url_name = "drift_report"
    index_results_url_name = "drift_report_results"
    columns = [
        TitleColumn(
            "service_code", label=_("Thủ tục"), get_url=lambda row: row.edit_url, width="12%"
        ),
        Column("name", label=_("Dịch vụ"), width="24%"),
        Column("kind", label=_("Khác gì"), accessor="get_kind_display"),
        Column("ours", label=_("Trên cổng"), width="20%"),
        Column("theirs", label=_("Ở hệ thống xử lý"), width="20%"),
        DateColumn("first_seen", label=_("Thấy lần đầu"), sort_key="first_seen"),
    ]
    list_export = ["service_code", "kind", "ours", "theirs", "first_seen", "resolved_at"]
    verbose_name_plural = _("chỗ khác với hệ thống xử lý")

    def get_base_queryset(self) -> QuerySet[ServiceDrift]:
        """Open differences, or those that are over."""
        past = self.request.GET.get("past") == "1"
        mine = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["view"]
        )
        return mine.filter(resolved_at__isnull=not past).order_by("-first_seen")

    def get_table(self, object_list: Any) -> Any:
        """Rows with the name of the service and where to edit it, in one query."""
        rows = list(object_list)
        pages = {
            page.code: page
            for page in ServicePage.objects.filter(
                code__in={row.service_code for row in rows}, content_language="vi"
            ).only("pk", "title", "code")
        }
        for row in rows:
            page = pages.get(row.service_code)
            row.name = page.title if page else ""
            row.edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else None
        return super().get_table(rows)

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "khac-he-thong-xu-ly"
