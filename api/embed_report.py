"""Editors' report: which sites show which services, by day."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from api.models import EmbedCount
from services_catalogue.reports.scoped import ScopedReport


class EmbedReportView(ScopedReport, ReportView):
    """The newest day first; whoever changes these services changes those sites."""

    model = EmbedCount
    page_title = _("Nơi nhúng dịch vụ")
    header_icon = "link"
    index_url_name = "embed_report"
    index_results_url_name = "embed_report_results"
    default_ordering = "-day"
    columns = [
        Column("day", label=_("Ngày"), sort_key="day"),
        Column("origin", label=_("Trang nhúng"), sort_key="origin", width="45%"),
        Column("code", label=_("Mã thủ tục"), sort_key="code"),
        Column("views", label=_("Lượt xem"), sort_key="views"),
    ]
    list_export = ["day", "origin", "code", "views"]

    def get_base_queryset(self) -> QuerySet[EmbedCount]:
        """What is kept of the services within the person's reach."""
        counts = EmbedCount.objects.all()
        if self.scope.everything:
            return counts
        return counts.filter(code__in=self.scope.services().order_by().values("code"))
