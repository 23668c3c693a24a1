"""Services that cite a document, and the way to have them all looked at when it changes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from services_catalogue.desk.places import edit_url
from services_catalogue.law.finding import Law, citing, meant
from services_catalogue.models import LawCitation, ReviewTask
from services_catalogue.reports.scoped import ScopedReport
from services_catalogue.units.scope import MODERATING, scope_of


class CitationFilterSet(WagtailFilterSet):
    """Which document, where it is cited, and in which state of the page."""

    van_ban = django_filters.CharFilter(label=_("Văn bản"), method="leave")
    place = django_filters.ChoiceFilter(
        label=_("Dẫn chiếu ở đâu"), choices=LawCitation.Place, empty_label=_("Tất cả")
    )
    state = django_filters.ChoiceFilter(
        label=_("Bản nào"),
        choices=[("published", _("Trang đang hiện")), ("drafted", _("Bản nháp mới nhất"))],
        empty_label=_("Tất cả"),
        method="in_state",
    )

    class Meta:
        model = LawCitation
        fields = ["place"]

    def leave(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The view reads it: without a document there is nothing to list."""
        return rows

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Citations that stand in one state of the page."""
        return rows.filter(**{value: True})


def state_of(citation: LawCitation) -> Any:
    """In which states of the page it stands, in words."""
    if citation.published and citation.drafted:
        return _("Trang đang hiện")
    return _("Trang đang hiện, bản nháp đã bỏ") if citation.published else _("Chỉ ở bản nháp")


class LawServicesView(ScopedReport, ReportView):
    """``?van_ban=`` is a document as anybody writes it."""

    model = LawCitation
    page_title = _("Dịch vụ theo văn bản")
    header_icon = "doc-full"
    index_url_name = "law_services"
    index_results_url_name = "law_services_results"
    filterset_class = CitationFilterSet
    default_ordering = "page__title"
    columns = [
        TitleColumn(
            "page.title",
            label=_("Dịch vụ"),
            get_url=lambda row: edit_url(row.page_id, "legal_bases"),
            sort_key="page__title",
            width="32%",
        ),
        Column("page.code", label=_("Mã thủ tục"), accessor="page.code"),
        Column("unit", label=_("Đơn vị phụ trách"), accessor="page.managed_by"),
        Column("written", label=_("Văn bản")),
        Column("place", label=_("Dẫn chiếu ở đâu"), accessor="get_place_display"),
        Column("state", label=_("Bản nào"), accessor=state_of),
        Column("task_due", label=_("Hạn xem lại")),
    ]
    list_export = [
        *("page.code", "page.title", "page.managed_by", "written", "get_place_display"),
        *("published", "drafted", "task_due"),
    ]
    export_headings = {
        "page.code": _("Mã thủ tục"),
        "page.title": _("Dịch vụ"),
        "page.managed_by": _("Đơn vị phụ trách"),
        "written": _("Văn bản"),
        "get_place_display": _("Dẫn chiếu ở đâu"),
        "published": _("Trang đang hiện"),
        "drafted": _("Bản nháp mới nhất"),
        "task_due": _("Hạn xem lại"),
    }
    verbose_name_plural = _("dịch vụ")

    @cached_property
    def laws(self) -> list[Law]:
        """The documents that the address may mean."""
        return meant(self.request.GET.get("van_ban", ""), self.scope)

    def get_base_queryset(self) -> QuerySet[LawCitation]:
        """Citations in reach, each with the day of the open task, if there is one."""
        tasks = ReviewTask.objects.filter(
            service=OuterRef("page"), law=OuterRef("law"), state=ReviewTask.State.OPEN
        )
        found = citing([one.law for one in self.laws], self.scope)
        return found.annotate(task_due=Subquery(tasks.values("due_on")[:1]))

    def get_page_subtitle(self) -> str:
        """The documents that are meant."""
        names = [one.written for one in self.laws]
        return ", ".join(names[:4]) + (" …" if len(names) > 4 else "")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The action, for those who moderate."""
        scope = scope_of(self.request.user, MODERATING)
        if not self.laws or not (scope.everything or scope.agencies):
            return []
        address = urlencode({"van_ban": self.request.GET["van_ban"]})
        return [
            HeaderButton(
                _("Văn bản đã thay đổi"), f"{reverse('law_changed')}?{address}", icon_name="warning"
            )
        ]

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "dich-vu-theo-van-ban"
