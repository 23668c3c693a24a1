"""What visitors say of pages, in Wagtail's reports."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from home.feedback_report import FeedbackReportView, heard
from home.told_needs_admin import ToldNeedViewSet

register_snippet(ToldNeedViewSet)


@hooks.register("register_admin_urls")
def feedback_urls() -> list[URLPattern]:
    """The report, and its results alone for the admin's own script."""
    return [
        path("reports/feedback/", FeedbackReportView.as_view(), name="feedback_report"),
        path(
            "reports/feedback/results/",
            FeedbackReportView.as_view(results_only=True),
            name="feedback_report_results",
        ),
        path("reports/feedback/<int:page_id>/da-xem/", heard, name="feedback_heard"),
    ]


@hooks.register("register_reports_menu_item")
def feedback_menu_item() -> MenuItem:
    """For everyone who works on pages."""
    return MenuItem(
        _("Trang có ích không?"), reverse("feedback_report"), icon_name="help", order=700
    )
