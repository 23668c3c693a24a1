"""The list of services in the admin: found by code, narrowed by field, level and status.

The same list stands in the menu and under the service index in the page explorer.
"""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Locale

from core.finding.reading import found
from services_catalogue.editing import listed
from services_catalogue.models import Field, ServicePage
from services_catalogue.preflight.edit_views import ServiceCreateView, ServiceEditView
from services_catalogue.units.choosing_parent import ServiceParentView
from services_catalogue.vocabulary import Audience, Level, OnlineLevel

#: What an editor types who looks for a code: 1.001193, 001193, 1.012753.H19.
CODE_QUERY = re.compile(r"\s*(\d[\d.]*(?:\.?H\d*)?)\s*", re.IGNORECASE)

LEVEL_FIELDS = {
    Level.MINISTRY: "at_ministry",
    Level.PROVINCE: "at_province",
    Level.COMMUNE: "at_commune",
    Level.OTHER: "at_other",
}
AUDIENCE_FIELDS = {
    Audience.CITIZEN: "for_citizens",
    Audience.BUSINESS: "for_businesses",
    Audience.ORGANISATION: "for_organisations",
}


class ServiceFilterSet(PageFilterSet):
    """Narrow the list of services."""

    site = None
    has_child_pages = None
    field = django_filters.ModelChoiceFilter(
        label=_("Lĩnh vực"), queryset=Field.objects.all(), widget=forms.Select
    )
    online_level = django_filters.ChoiceFilter(label=_("Mức trực tuyến"), choices=OnlineLevel)
    level = django_filters.ChoiceFilter(
        label=_("Cấp thực hiện"), choices=Level, method="flag_of_level"
    )
    audience = django_filters.ChoiceFilter(
        label=_("Dành cho"), choices=Audience, method="flag_of_audience"
    )
    live = django_filters.ChoiceFilter(
        label=_("Trạng thái"),
        choices=[("live", _("Đã xuất bản")), ("changed", _("Có sửa đổi chưa xuất bản")), ("draft", _("Bản nháp"))],
        method="by_status",
    )  # fmt: skip

    class Meta:
        model = ServicePage
        fields: list[str] = []

    def flag_of_level(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Services carried out at one level."""
        return pages.filter(**{LEVEL_FIELDS[Level(value)]: True})

    def flag_of_audience(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Services for one audience."""
        return pages.filter(**{AUDIENCE_FIELDS[Audience(value)]: True})

    def by_status(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Live services, those with a newer draft, or those never published."""
        if value == "changed":
            return pages.filter(live=True, has_unpublished_changes=True)
        return pages.filter(live=value == "live")


class ServiceListMixin:
    """What both lists of services share."""

    default_ordering = "-latest_revision_created_at"
    #: After a number, within a sentence.
    verbose_name = verbose_name_plural = _("dịch vụ công")

    @cached_property
    def show_locale_labels(self) -> bool:
        """Name the language of each row only when there is more than one."""
        return ServicePage.objects.exclude(locale=Locale.get_default()).exists()

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's, and the list as a file to mend and import again."""
        from services_catalogue.bulk.exports.buttons import export_buttons

        query = self.request.GET.copy()  # type: ignore[attr-defined]
        query.pop("p", None)
        return [*super().header_more_buttons, *export_buttons(query.urlencode())]  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Bulk actions of services (services_catalogue/bulk/changes), not those of any page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        listed(context["object_list"])
        return context | {"model_opts": ServicePage._meta}

    def annotate_queryset(self, pages: Any) -> Any:
        """The field of each service in one query instead of one a row."""
        return super().annotate_queryset(pages).prefetch_related("field")  # type: ignore[misc]

    def search_queryset(self, queryset: Any) -> Any:
        """Codes by any part of them as well; words as everywhere in the admin."""
        typed = self.search_query or ""  # type: ignore[attr-defined]
        code = CODE_QUERY.fullmatch(typed)
        if code:
            by_words = found(ServicePage.objects.all(), typed).order_by().values("pk")
            return queryset.filter(Q(code__icontains=code[1]) | Q(pk__in=by_words))
        return super().search_queryset(queryset)  # type: ignore[misc]


class ServiceListView(ServiceListMixin, IndexView):
    """The list behind the menu entry."""


class ServiceExplorerView(ServiceListMixin, ExplorableIndexView):
    """The list under the service index."""


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Tên"), sort_key="title", classname="title"),
    Column("code", label=_("Mã thủ tục"), sort_key="code", width="11%"),
    Column("field", label=_("Lĩnh vực"), width="17%"),
    Column(
        "online_level",
        label=_("Mức trực tuyến"),
        accessor="get_online_level_display",
        sort_key="online_level",
        width="14%",
    ),
    DateColumn(
        "latest_revision_created_at",
        label=_("Cập nhật lúc"),
        sort_key="latest_revision_created_at",
        width="11%",
    ),
    PageStatusColumn("status", label=_("Trạng thái"), sort_key="live", width="11%"),
]


class ServiceListingViewSet(PageListingViewSet):
    """The menu entry "Dịch vụ công"."""

    model = ServicePage
    name = "dich_vu_cong"
    icon = "clipboard-list"
    menu_label = _("Dịch vụ công")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = ServiceListView
    choose_parent_view_class = ServiceParentView
    columns = COLUMNS
    filterset_class = ServiceFilterSet


class ServiceExplorerViewSet(PageViewSet):
    """The same columns and filters in the page explorer."""

    model = ServicePage
    icon = "clipboard-list"
    index_view_class = ServiceExplorerView
    add_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    columns = COLUMNS
    filterset_class = ServiceFilterSet
