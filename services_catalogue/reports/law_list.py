"""The report "Văn bản pháp luật": every document that services in reach cite, with how many do."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from services_catalogue.law.finding import laws, meant
from services_catalogue.models import LawCitation
from services_catalogue.reports.scoped import ScopedReport


def law_url(law: str) -> str:
    """The services that cite ``law``."""
    return f"{reverse('law_services')}?{urlencode({'van_ban': law})}"


class LawListView(ScopedReport, ReportView):
    """Found by number, in any spelling, or by words of the title."""

    model = LawCitation
    page_title = _("Dịch vụ theo văn bản")
    header_icon = "doc-full"
    index_url_name = "law_report"
    index_results_url_name = "law_report_results"
    is_searchable = True
    default_ordering = "-services"
    columns = [
        TitleColumn(
            "written",
            label=_("Số hiệu"),
            get_url=lambda row: law_url(row["law"]),
            sort_key="law",
            width="22%",
        ),
        Column("title", label=_("Tên văn bản"), width="60%"),
        NumberColumn("services", label=_("Dịch vụ dẫn chiếu"), sort_key="services"),
    ]
    list_export = ["written", "title", "services"]
    export_headings = {
        "written": _("Số hiệu"),
        "title": _("Tên văn bản"),
        "services": _("Dịch vụ dẫn chiếu"),
    }
    verbose_name_plural = _("văn bản")

    def get_base_queryset(self) -> QuerySet[Any, Any]:
        """A dict a document."""
        return laws(self.scope)

    def search_queryset(self, queryset: Any) -> Any:
        """What was typed, as a number or as words."""
        if not self.search_query:
            return queryset
        return queryset.filter(law__in=[one.law for one in meant(self.search_query, self.scope)])

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "van-ban-phap-luat"
