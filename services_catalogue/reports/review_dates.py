"""The report "Hạn rà soát": which service must be looked at when, and by whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import PageReportView

from services_catalogue.desk.places import edit_url
from services_catalogue.models import Field, ServicePage
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.reports.units_filter import UnitFilter

_WITHIN = {"30": 30, "90": 90}


class ReviewDateFilterSet(WagtailFilterSet):
    """By date, unit and field."""

    when = django_filters.ChoiceFilter(
        label=_("Hạn rà soát"),
        choices=[
            ("past", _("Đã quá hạn")),
            ("30", _("Trong 30 ngày tới")),
            ("90", _("Trong 90 ngày tới")),
            ("none", _("Chưa đặt hạn")),
        ],
        empty_label=_("Tất cả"),
        method="by_date",
    )
    unit = UnitFilter(field_name="managed_by")
    field = django_filters.ModelChoiceFilter(label=_("Lĩnh vực"), queryset=Field.objects.all())

    class Meta:
        model = ServicePage
        fields: list[str] = []

    def by_date(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Past, within some days (past ones counted in), or not set."""
        today = timezone.localdate()
        if value == "none":
            return pages.filter(review_due_on=None)
        if value == "past":
            return pages.filter(review_due_on__lt=today)
        return pages.filter(review_due_on__lte=today + timedelta(days=_WITHIN[value]))


class ReviewDatesView(ScopedReport, PageReportView):
    """Live services in reach, the one that waits longest first."""

    model = ServicePage
    page_title = _("Hạn rà soát")
    header_icon = "calendar-check"
    index_url_name = "review_dates"
    index_results_url_name = "review_dates_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    filterset_class = ReviewDateFilterSet
    is_searchable = True
    search_fields = ["title", "code", "contact_name"]
    #: By columns: the filters that follow need a queryset, which a search backend does not answer.
    search_backend_name = None
    default_ordering = "review_due_on"
    columns = [
        TitleColumn(
            "title",
            label=_("Dịch vụ"),
            get_url=lambda page: edit_url(page.pk, "review_due_on"),
            sort_key="title",
            width="34%",
        ),
        Column("code", label=_("Mã thủ tục"), sort_key="code"),
        Column("managed_by", label=_("Đơn vị phụ trách"), sort_key="managed_by__name"),
        Column("contact_name", label=_("Người giữ nội dung")),
        Column("reviewed_on", label=_("Ngày rà soát"), sort_key="reviewed_on"),
        Column("review_due_on", label=_("Hạn rà soát tới"), sort_key="review_due_on"),
    ]
    list_export = [
        *("code", "title", "field", "managed_by", "contact_name", "contact_email"),
        *("reviewed_on", "review_due_on"),
    ]
    export_headings = {
        "code": _("Mã thủ tục"),
        "title": _("Dịch vụ"),
        "field": _("Lĩnh vực"),
        "managed_by": _("Đơn vị phụ trách"),
        "contact_name": _("Người giữ nội dung"),
        "contact_email": _("Thư"),
        "reviewed_on": _("Ngày rà soát"),
        "review_due_on": _("Hạn rà soát tới"),
    }
    verbose_name_plural = _("dịch vụ")

    def get_base_queryset(self) -> QuerySet[ServicePage]:
        """What visitors can read, without the texts."""
        pages = self.scope.services().filter(live=True)
        return pages.select_related("managed_by", "field").defer("source_text", "guidance")

    def order_queryset(self, queryset: Any) -> Any:
        """Services without a day stand last."""
        if self.ordering == "review_due_on":
            return queryset.order_by(F("review_due_on").asc(nulls_last=True), "title")
        return super().order_queryset(queryset)

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "han-ra-soat"
