"""The report "Thay đổi giữa hai ngày": which service changed in which parts, and who did it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from services_catalogue.desk.places import edit_url
from services_catalogue.differences.comparing import headings
from services_catalogue.models import ChangeKind, ChangeRecord, ServicePage
from services_catalogue.reports.authors import authors_of
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.reports.units_filter import UnitFilter

#: Fields that change with every publication and tell nothing.
_ALWAYS = frozenset({"updated_at", "url", "permalink", "title"})
#: Field of the record → anchor in the edit form, where the two differ.
_PLACES = {"name": "official_name", "agencies": "service_agencies", "related": "related_services"}


def parts_of(record: ChangeRecord) -> str:
    """The parts that changed, as people call them."""
    known = headings()
    return "; ".join(known.get(name, name) for name in record.fields if name not in _ALWAYS)


def place_of(record: ChangeRecord) -> str:
    """Anchor of the first part that changed."""
    first = next((name for name in record.fields if name not in _ALWAYS), "")
    return _PLACES.get(first, first)


class ChangeFilterSet(WagtailFilterSet):
    """The days, what happened, which unit."""

    at = django_filters.DateFromToRangeFilter(
        label=_("Từ ngày, đến ngày"), widget=DateRangePickerWidget
    )
    kind = django_filters.ChoiceFilter(label=_("Việc"), choices=ChangeKind, empty_label=_("Tất cả"))
    unit = UnitFilter(field_name="managed_by", method="by_unit")

    class Meta:
        model = ChangeRecord
        fields = ["at", "kind"]

    def by_unit(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Changes of services that a unit, or one below it, keeps."""
        from services_catalogue.units.scope import with_those_below

        services = ServicePage.objects.filter(managed_by__in=with_those_below([value.pk]))
        return rows.filter(code__in=services.values("code"))


class ChangesView(ScopedReport, ReportView):
    """Rows of the change feed, newest first."""

    model = ChangeRecord
    page_title = _("Thay đổi của danh mục")
    header_icon = "history"
    index_url_name = "catalogue_changes"
    index_results_url_name = "catalogue_changes_results"
    filterset_class = ChangeFilterSet
    is_searchable = True
    search_fields = ["code", "title"]
    default_ordering = "-position"
    columns = [
        DateColumn("at", label=_("Lúc"), sort_key="position"),
        TitleColumn("title", label=_("Dịch vụ"), get_url=lambda row: row.edit_url, width="30%"),
        Column("code", label=_("Mã thủ tục"), sort_key="code"),
        Column("kind", label=_("Việc"), accessor="get_kind_display"),
        Column("parts", label=_("Phần thay đổi"), accessor=parts_of, width="26%"),
        Column("author", label=_("Người làm")),
    ]
    list_export = ["at", "code", "title", "get_kind_display", "parts", "author", "superseded_by"]
    export_headings = {
        "get_kind_display": _("Việc"),
        "parts": _("Phần thay đổi"),
        "author": _("Người làm"),
    }
    verbose_name_plural = _("thay đổi")

    def get_base_queryset(self) -> QuerySet[ChangeRecord]:
        """Changes of services in reach."""
        if self.scope.everything:
            return ChangeRecord.objects.all()
        return ChangeRecord.objects.filter(code__in=self.scope.services().values("code"))

    def _decorated(self, rows: list[ChangeRecord]) -> list[ChangeRecord]:
        pages = dict(
            ServicePage.objects.filter(
                code__in={row.code for row in rows}, content_language="vi"
            ).values_list("code", "pk")
        )
        authors = authors_of(rows, pages)
        for row in rows:
            page = pages.get(row.code)
            row.edit_url = edit_url(page, place_of(row)) if page else None  # type: ignore[attr-defined]
            row.author = authors.get(row.pk, "")  # type: ignore[attr-defined]
            row.parts = parts_of(row)  # type: ignore[attr-defined]
        return rows

    def get_table(self, object_list: Any) -> Any:
        """Rows of this page with what stands in other tables."""
        return super().get_table(self._decorated(list(object_list)))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """The same for exports."""
        return self._decorated(list(object_list)) if self.is_export else object_list

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "thay-doi-danh-muc"
