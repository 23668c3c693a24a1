"""Where services are embedded, in Wagtail's reports."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from api.embed_report import EmbedReportView


@hooks.register("register_admin_urls")
def embed_report_urls() -> list[URLPattern]:
    """The report, and its results alone for the admin's own script."""
    return [
        path("bao-cao/nhung/", EmbedReportView.as_view(), name="embed_report"),
        path(
            "bao-cao/nhung/results/",
            EmbedReportView.as_view(results_only=True),
            name="embed_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def embed_report_menu_item() -> MenuItem:
    """For everyone who works on pages."""
    return MenuItem(_("Nơi nhúng dịch vụ"), reverse("embed_report"), icon_name="link", order=710)
