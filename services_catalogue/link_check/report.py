"""The report "Liên kết ra ngoài": what is broken, since when, and where it is used."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from services_catalogue.link_check.broken import links_in, not_ignored, uses_in
from services_catalogue.link_check.places import edit_url
from services_catalogue.link_check.reasons import in_words
from services_catalogue.link_check.settings_links import changeable_by
from services_catalogue.models import LinkState, LinkStatus, LinkUse
from services_catalogue.units.scope import Scope, scope_of

#: Places that a row names; the page of the link has them all.
_NAMED = 3
_CHUNK = 2000

SOURCES = [
    ("legal_bases", _("Căn cứ pháp lý")),
    ("targets", _("Nơi nộp trực tuyến")),
    ("forms", _("Mẫu đơn, tờ khai")),
    ("guidance", _("Hướng dẫn thêm")),
    ("source", _("Trang nguồn")),
    ("agency", _("Trang web của cơ quan")),
    ("pages", _("Trang khác của cổng")),
    ("settings", _("Menu, chân trang, thông báo")),
    ("snippets", _("Biểu mẫu và nội dung dùng chung")),
]


class LinkFilterSet(WagtailFilterSet):
    """Broken ones unless asked for others."""

    state = django_filters.ChoiceFilter(
        label=_("Tình trạng"), choices=LinkState, empty_label=_("Hỏng hoặc đang lỗi")
    )
    ignored = django_filters.ChoiceFilter(
        label=_("Bỏ qua"),
        choices=[("1", _("Đang được bỏ qua"))],
        empty_label=_("Không kể những liên kết đang bỏ qua"),
        method="leave",
    )
    source = django_filters.ChoiceFilter(
        label=_("Dùng ở"), choices=SOURCES, empty_label=_("Tất cả"), method="by_source"
    )

    class Meta:
        model = LinkStatus
        fields = ["state"]

    def leave(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The view decides, also when nothing is chosen."""
        return rows

    def by_source(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Links of one kind of place."""
        return rows.filter(pk__in=LinkUse.objects.filter(source=value).values("link"))


def may_see_links(user: Any) -> bool:
    """People of the province, people who work for a unit, and those who may change settings."""
    scope = scope_of(user)
    return scope.everything or bool(scope.agencies) or bool(changeable_by(user))


class Scoped:
    """A view for people with a reach, and of what is in it."""

    request: HttpRequest

    @cached_property
    def scope(self) -> Scope:
        """How far the person reaches."""
        return scope_of(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse people without a reach."""
        if not may_see_links(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class LinkReportView(Scoped, ReportView):
    """A row a link; those broken longest stand last."""

    model = LinkStatus
    page_title = _("Liên kết ra ngoài")
    header_icon = "link"
    index_url_name = "link_report"
    index_results_url_name = "link_report_results"
    filterset_class = LinkFilterSet
    is_searchable = True
    search_fields = ["url"]
    default_ordering = "-failing_since"
    columns = [
        TitleColumn(
            "url",
            label=_("Liên kết"),
            get_url=lambda row: reverse("link_status", args=[row.pk]),
            sort_key="host",
            width="34%",
        ),
        Column("state", label=_("Tình trạng"), accessor="get_state_display", sort_key="state"),
        Column("why", label=_("Vì sao"), accessor=lambda row: in_words(row.reason, row.status)),
        Column(
            "places",
            label=_("Dùng ở"),
            width="24%",
            accessor=lambda row: getattr(row, "places", ""),
        ),
        DateColumn("failing_since", label=_("Lỗi từ"), sort_key="failing_since"),
        DateColumn("checked_at", label=_("Kiểm tra lúc"), sort_key="checked_at"),
    ]
    list_export = [
        *("url", "get_state_display", "status", "why", "leads_to", "failing_since"),
        *("broken_since", "checked_at", "places", "ignored_until", "ignored_reason"),
    ]
    export_headings = {
        "url": _("Liên kết"),
        "get_state_display": _("Tình trạng"),
        "status": _("Mã trả lời"),
        "why": _("Vì sao"),
        "leads_to": _("Chuyển đến"),
        "places": _("Dùng ở"),
    }
    verbose_name_plural = _("liên kết")

    def get_base_queryset(self) -> QuerySet[LinkStatus]:
        """Links in reach that are wrong, or those of the state asked for."""
        asked = self.request.GET
        links = links_in(self.scope, self.request.user)
        if not asked.get("state"):
            links = links.filter(state__in=[LinkState.BROKEN, LinkState.FAILING])
        ignored = not_ignored()
        return links.exclude(ignored) if asked.get("ignored") == "1" else links.filter(ignored)

    def get_table(self, object_list: Any) -> Any:
        """Rows with the places that use them, in one query."""
        return super().get_table(self._with_places(object_list))

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """The same for an export, with all places."""
        return self._with_places(object_list, most=None) if self.is_export else object_list

    def _with_places(self, object_list: Any, most: int | None = _NAMED) -> list[Any]:
        rows = list(object_list)
        titles: dict[int, dict[str, None]] = defaultdict(dict)
        for start in range(0, len(rows), _CHUNK):
            chunk = [row.pk for row in rows[start : start + _CHUNK]]
            uses = uses_in(self.scope, self.request.user).filter(link__in=chunk)
            uses = uses.select_related("page", "agency")
            for use in uses.order_by("pk"):
                titles[use.link_id][use.place] = None
        for row in rows:
            names = list(titles[row.pk])
            more = len(names) - most if most else 0
            row.places = "; ".join([*names[:most], f"+{more}"] if more > 0 else names)
            row.why = in_words(row.reason, row.status)
        return rows

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "lien-ket-ra-ngoai"


def places_of(link: LinkStatus, scope: Scope, user: Any) -> list[tuple[str, str, str]]:
    """(title, where it is mended, kind of place) of each use in reach."""
    kinds = dict(SOURCES)
    uses = uses_in(scope, user).filter(link=link).select_related("page", "agency").order_by("pk")
    return [(one.place, edit_url(one), str(kinds.get(one.source, ""))) for one in uses]
