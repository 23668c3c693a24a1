"""The report "Ai làm gì": every entry of the log, of pages, snippets, settings, roles and log-ins.

Built on Wagtail's own site history. Narrowed to a person's reach: people of the province see all,
people of a unit what was done to its pages and what they did themselves.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.models import PageLogEntry

from services_catalogue.models import Agency, ServicePage
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.reports.units_filter import units_in_reach
from services_catalogue.units.scope import Scope, with_those_below


class AuditFilterSet(SiteHistoryReportFilterSet):
    """Wagtail's filters (name, kind, action, person, dates), and the unit."""

    unit = django_filters.ModelChoiceFilter(
        label=_("Đơn vị phụ trách"), queryset=units_in_reach, method="by_unit"
    )

    def by_unit(self, rows: QuerySet[Any], name: str, value: Agency) -> QuerySet[Any]:
        """What was done to services of a unit and those below; entries of other things have none."""
        if rows.model is not PageLogEntry:
            return rows.none()
        kept = ServicePage.objects.filter(managed_by__in=with_those_below([value.pk]))
        return rows.filter(page__in=kept.values("pk"))


def in_reach(rows: QuerySet[Any], scope: Scope, user: Any) -> QuerySet[Any]:
    """Entries that a person may read."""
    if scope.everything:
        return rows
    own = Q(user=user)
    if rows.model is PageLogEntry:
        own |= Q(page__in=scope.services().values("pk"))
    return rows.filter(own)


class AuditView(ScopedReport, LogEntriesView):
    """In place of Wagtail's site history, with the same addresses of its results."""

    page_title = _("Ai làm gì")
    filterset_class = AuditFilterSet
    index_url_name = "audit"
    index_results_url_name = "audit_results"

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The filters, within the person's reach."""
        return super().filter_queryset(in_reach(queryset, self.scope, self.request.user))

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "ai-lam-gi"
