"""Editors' report: which pages helped people, and why the others did not."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.models import PageFeedback

#: A column for each reason, by the name under which its answers are counted.
REASONS = {f"because_{reason.value}": reason for reason in PageFeedback.Reason}


def reasons_text(page: Page) -> str:
    """Reasons given for a page with their numbers, most frequent first: "Đọc không hiểu 3"."""
    given = [(getattr(page, name), str(reason.label)) for name, reason in REASONS.items()]
    return ", ".join(f"{label} {count}" for count, label in sorted(given, reverse=True) if count)


class FeedbackReportView(ReportView):
    """Pages with answers; those that failed most people stand first."""

    model = Page
    permission_policy = PagePermissionPolicy()
    any_permission_required = ["add", "change", "publish"]
    page_title = _("Trang này có ích không?")
    header_icon = "help"
    index_url_name = "feedback_report"
    index_results_url_name = "feedback_report_results"
    default_ordering = "-no"
    columns = [
        TitleColumn(
            "title",
            label=_("Trang"),
            url_name="wagtailadmin_pages:edit",
            sort_key="title",
            width="35%",
        ),
        Column("yes", label=_("Có ích"), sort_key="yes"),
        Column("no", label=_("Không"), sort_key="no"),
        Column("reasons", label=_("Vì sao không"), accessor=reasons_text, width="35%"),
        Column("last_day", label=_("Lần cuối"), sort_key="last_day"),
    ]
    list_export = ["title", "url", "yes", "no", *REASONS, "last_day"]
    export_headings = {
        "title": _("Trang"),
        "url": _("Địa chỉ"),
        "yes": _("Có ích"),
        "no": _("Không"),
        **{name: reason.label for name, reason in REASONS.items()},
        "last_day": _("Lần cuối"),
    }

    def get_base_queryset(self) -> QuerySet[Page]:
        """Pages that have answers, with their counts."""
        answered = Page.objects.annotate(
            yes=Count("feedback", filter=Q(feedback__helpful=True)),
            no=Count("feedback", filter=Q(feedback__helpful=False)),
            last_day=Max("feedback__day"),
            **{
                name: Count("feedback", filter=Q(feedback__reason=reason.value))
                for name, reason in REASONS.items()
            },
        )
        return answered.filter(last_day__isnull=False).select_related("locale")
