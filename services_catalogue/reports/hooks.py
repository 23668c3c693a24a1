"""The reports of the catalogue in Wagtail's menu of reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from services_catalogue.reports.audit import AuditView
from services_catalogue.reports.changes import ChangesView
from services_catalogue.reports.completeness import CompletenessView
from services_catalogue.reports.law_changed import LawChangedView
from services_catalogue.reports.law_list import LawListView
from services_catalogue.reports.law_services import LawServicesView
from services_catalogue.reports.review_dates import ReviewDatesView
from services_catalogue.reports.review_task_view import ReviewTaskView
from services_catalogue.reports.review_tasks import ReviewTasksView
from services_catalogue.reports.scoped import may_read_reports

_REPORTS: dict[str, type[ReportView]] = {
    "muc-day-du": CompletenessView,
    "han-ra-soat": ReviewDatesView,
    "van-ban": LawListView,
    "van-ban/dich-vu": LawServicesView,
    "viec-xem-lai": ReviewTasksView,
    "thay-doi": ChangesView,
    "ai-lam-gi": AuditView,
}


class CatalogueReportItem(MenuItem):
    """Shown to people with a reach."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has one."""
        return may_read_reports(request.user)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Each report, its results alone for the admin's own script, and the forms behind them."""
    urls = []
    for place, view in _REPORTS.items():
        name: Any = view.index_url_name
        urls += [
            path(f"bao-cao/{place}/", view.as_view(), name=name),
            path(
                f"bao-cao/{place}/ket-qua/",
                view.as_view(results_only=True),
                name=f"{name}_results",
            ),
        ]
    return [
        *urls,
        path("van-ban-thay-doi/", LawChangedView.as_view(), name="law_changed"),
        path("viec-xem-lai/<int:pk>/", ReviewTaskView.as_view(), name="review_task"),
    ]


def _report(view: type[ReportView], label: object, order: int) -> None:
    @hooks.register("register_reports_menu_item")
    def item() -> MenuItem:
        name: Any = view.index_url_name
        return CatalogueReportItem(
            label,
            reverse(name),
            name=name.replace("_", "-"),
            icon_name=view.header_icon,
            order=order,
        )


_report(CompletenessView, _("Mức đầy đủ"), 30)
_report(ReviewDatesView, _("Hạn rà soát"), 31)
_report(LawListView, _("Dịch vụ theo văn bản"), 32)
_report(ReviewTasksView, _("Việc xem lại"), 33)
_report(ChangesView, _("Thay đổi của danh mục"), 34)
_report(AuditView, _("Ai làm gì"), 35)


@hooks.register("construct_reports_menu")
def without_stock_history(request: HttpRequest, items: list[MenuItem]) -> None:
    """The audit report has all that Wagtail's site history has, by unit as well."""
    items[:] = [item for item in items if item.name != "site-history"]
