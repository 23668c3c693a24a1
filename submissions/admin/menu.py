"""Where the reports of applications stand in the admin, and who sees them."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from services_catalogue.units.scope import scope_of
from submissions.admin import delivery_report
from submissions.admin.delivery_report import DeliveryReportView
from submissions.admin.drift_report import DriftReportView
from submissions.admin.submission_report import SubmissionReportView


class ReportMenuItem(MenuItem):
    """Shown to those who may read the report."""

    def __init__(self, *args: object, permission: str, **more: object) -> None:
        self.permission = permission
        super().__init__(*args, **more)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        if request.user.has_perm(self.permission):
            return True
        # People of units see where their own services differ; the other reports are no unit's.
        units = scope_of(request.user).agencies
        return bool(units and self.permission == "submissions.view_servicedrift")


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Each report, its results alone for the admin's own script, and the buttons."""
    reports: dict[str, tuple[type[ReportView], str]] = {
        "bao-cao/chuyen-ho-so/": (DeliveryReportView, "delivery_report"),
        "bao-cao/khac-he-thong-xu-ly/": (DriftReportView, "drift_report"),
        "bao-cao/ho-so-da-nop/": (SubmissionReportView, "submission_report"),
    }
    urls = [
        one
        for place, (view, name) in reports.items()
        for one in (
            path(place, view.as_view(), name=name),
            path(f"{place}ket-qua/", view.as_view(results_only=True), name=f"{name}_results"),
        )
    ]
    act = delivery_report.act
    return [
        *urls,
        path("chuyen-ho-so/thu-lai/", act, {"action": "retry"}, name="delivery_retry_all"),
        path("chuyen-ho-so/<int:pk>/thu-lai/", act, {"action": "retry"}, name="delivery_retry"),
        path("chuyen-ho-so/<int:pk>/dung/", act, {"action": "park"}, name="delivery_park"),
    ]


def _report(label: object, name: str, icon: str, order: int, permission: str) -> None:
    @hooks.register("register_reports_menu_item")
    def item() -> MenuItem:
        return ReportMenuItem(
            label,
            reverse(name),
            name=name.replace("_", "-"),
            icon_name=icon,
            order=order,
            permission=f"submissions.{permission}",
        )


_report(_("Chuyển hồ sơ"), "delivery_report", "upload", 20, "view_outboxentry")
_report(_("Hồ sơ đã nộp"), "submission_report", "doc-full", 21, "view_submission")
_report(_("Khác với hệ thống xử lý"), "drift_report", "warning", 22, "view_servicedrift")


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """What a group can be given."""
    return Permission.objects.filter(
        content_type__app_label="submissions",
        codename__in=[
            *("view_outboxentry", "change_outboxentry", "view_submission", "view_servicedrift"),
            *(f"{act}_planneddowntime" for act in ("add", "change", "delete", "view")),
        ],
    )
