"""The report of links in Wagtail's menu of reports, and its addresses."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from services_catalogue.link_check.link_view import LinkView
from services_catalogue.link_check.report import LinkReportView, may_see_links


class LinkReportItem(MenuItem):
    """Shown to people with a reach."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has one."""
        return may_see_links(request.user)


@hooks.register("register_admin_urls")
def link_addresses() -> list[URLPattern]:
    """The report, its results alone for the admin's own script, and one link."""
    return [
        path("bao-cao/lien-ket/", LinkReportView.as_view(), name="link_report"),
        path(
            "bao-cao/lien-ket/ket-qua/",
            LinkReportView.as_view(results_only=True),
            name="link_report_results",
        ),
        path("bao-cao/lien-ket/<int:pk>/", LinkView.as_view(), name="link_status"),
    ]


@hooks.register("register_reports_menu_item")
def link_report_item() -> MenuItem:
    """The entry of the menu."""
    return LinkReportItem(
        _("Liên kết ra ngoài"),
        reverse("link_report"),
        name="link-report",
        icon_name="link",
        order=720,
    )
