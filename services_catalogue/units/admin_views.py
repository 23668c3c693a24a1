"""Views of Wagtail's admin that name pages without asking whose they are."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from services_catalogue.models import ServicePage
from services_catalogue.units.scope import scope_of


def choosable(pages: Any, user: Any) -> Any:
    """Those of ``pages`` that ``user`` may know of: all but drafts of services out of reach."""
    scope = scope_of(user)
    if scope.everything:
        return pages
    others = ServicePage.objects.filter(live=False).exclude(managed_by__in=scope.agencies)
    return pages.exclude(pk__in=others.values("pk"))


class NarrowBrowseView(BrowseView):
    """The page chooser below one page."""

    def get(self, request: Any, parent_page_id: int | None = None) -> Any:
        """Only below pages that this person may know of."""
        parents = choosable(Page.objects.all(), request.user)
        if parent_page_id and not parents.filter(pk=parent_page_id).exists():
            raise Http404
        return super().get(request, parent_page_id)


class NarrowChosenMultipleView(ChosenMultipleView):
    """The page chooser's answer to several numbers."""

    def get(self, request: Any) -> Any:
        """Only pages that this person may know of."""
        asked = [one for one in request.GET.getlist("id") if one.isdigit()]
        known = choosable(Page.objects.filter(pk__in=asked), request.user)
        request.GET = request.GET.copy()
        request.GET.setlist("id", [str(pk) for pk in known.values_list("pk", flat=True)])
        return super().get(request)


class NarrowPageTypesView(PageTypesUsageReportView):
    """The report of page types, which names the page of each that was changed last."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        """Name it only to those who reach it."""
        rows = super().decorate_paginated_queryset(page_types)
        policy = policy_registry.get_by_type(Page)
        mine = policy.explorable_instances(self.request.user)
        named = [row.last_edited_page.pk for row in rows if row.last_edited_page]
        known = set(mine.filter(pk__in=named).values_list("pk", flat=True))
        for row in rows:
            if row.last_edited_page and row.last_edited_page.pk not in known:
                row.last_edited_page = None
        return rows
