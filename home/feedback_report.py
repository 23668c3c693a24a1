"""Editors' report: which pages helped people, and why the others did not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from home.feedback_on_desk import mark_read, pages_in
from home.models import PageFeedback
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.units.scope import scope_of

#: A column for each reason, by the name under which its answers are counted.
REASONS = {f"because_{reason.value}": reason for reason in PageFeedback.Reason}


def reasons_text(page: Page) -> str:
    """Reasons given for a page with their numbers, most frequent first: "Đọc không hiểu 3"."""
    given = [(getattr(page, name), str(reason.label)) for name, reason in REASONS.items()]
    return ", ".join(f"{label} {count}" for count, label in sorted(given, reverse=True) if count)


class HeardColumn(Column):
    """A button that takes the page from the desk: somebody has looked, there is nothing to mend."""

    cell_template_name = "home/admin/feedback_heard.html"

    def get_cell_context_data(self, instance: Page, parent: Any) -> dict[str, Any]:
        """Whether there is anything new to hear."""
        context = super().get_cell_context_data(instance, parent)
        return context | {"page": instance, "csrf_token": get_token(parent["request"])}


class FeedbackReportView(ScopedReport, ReportView):
    """Pages with answers in the person's reach; those that failed most people stand first."""

    model = Page
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
        HeardColumn("heard", label=_("Chưa xem")),
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
        answered = pages_in(self.scope).annotate(
            unheard=Count(
                "feedback",
                filter=Q(
                    feedback__helpful=False,
                    feedback__pk__gt=Coalesce(F("feedback_read__up_to"), 0),
                ),
            ),
            yes=Count("feedback", filter=Q(feedback__helpful=True)),
            no=Count("feedback", filter=Q(feedback__helpful=False)),
            last_day=Max("feedback__day"),
            **{
                name: Count("feedback", filter=Q(feedback__reason=reason.value))
                for name, reason in REASONS.items()
            },
        )
        return answered.filter(last_day__isnull=False).select_related("locale")


@require_POST
def heard(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Take a page in reach from the desk, answers as they are now."""
    page = get_object_or_404(pages_in(scope_of(request.user)), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    mark_read(page.pk, request.user)
    messages.success(
        request, gettext("Đã ghi: đã xem góp ý của “%(page)s”.") % {"page": page.title}
    )
    return redirect("feedback_report")
