"""The report "Hồ sơ đã nộp": which application is where, without a word of what people wrote."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from submissions.models import Submission
from submissions.vocabulary import DossierStatus

_FIELDS = (
    *("reference", "dossier_code", "service_code", "service_name", "agency_name", "status"),
    *("submitted_at", "delivered_at", "due_at", "ended_at", "purged_at"),
)


class SubmissionFilterSet(WagtailFilterSet):
    """By status and day."""

    status = django_filters.ChoiceFilter(
        label=_("Trạng thái"), choices=DossierStatus, empty_label=_("Tất cả")
    )
    submitted_at = django_filters.DateFromToRangeFilter(
        label=_("Nộp từ ngày đến ngày"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Submission
        fields = ["status", "submitted_at"]


class SubmissionReportView(ReportView):
    """Reference, service, times and status."""

    page_title = _("Hồ sơ đã nộp")
    header_icon = "doc-full"
    model = Submission
    permission_policy = ModelPermissionPolicy(Submission)
    permission_required = "view"
    filterset_class = SubmissionFilterSet
    is_searchable = True
    search_fields = ["reference", "dossier_code", "service_code"]
    default_ordering = "-submitted_at"
    index_url_name = "submission_report"
    index_results_url_name = "submission_report_results"
    columns = [
        Column("reference", label=_("Mã tham chiếu")),
        Column("dossier_code", label=_("Mã hồ sơ")),
        Column("service_code", label=_("Thủ tục"), sort_key="service_code"),
        Column("service_name", label=_("Dịch vụ"), width="26%"),
        Column("status", label=_("Trạng thái"), accessor="get_status_display"),
        DateColumn("submitted_at", label=_("Nộp lúc"), sort_key="submitted_at"),
        DateColumn("delivered_at", label=_("Chuyển lúc"), sort_key="delivered_at"),
        DateColumn("due_at", label=_("Hẹn trả"), sort_key="due_at"),
    ]
    list_export = list(_FIELDS)
    verbose_name_plural = _("hồ sơ đã nộp")

    def get_base_queryset(self) -> QuerySet[Submission]:
        """Columns without anything personal; what is sealed is not even read."""
        return Submission.objects.only(*_FIELDS).order_by("-submitted_at")

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "ho-so-da-nop"
