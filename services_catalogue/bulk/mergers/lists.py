"""Mergers of units: who may, the list of them, and all that one touches as a table."""

from __future__ import annotations

import csv
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.widgets import HeaderButton

from services_catalogue.bulk.run_pages import Heading, RunListView
from services_catalogue.models import MergerItem, UnitMerger
from services_catalogue.units.scope import MODERATING, scope_of


def may_merge(user: Any) -> bool:
    """Units belong to the province: its people who keep agencies and publish any page."""
    return bool(
        scope_of(user, MODERATING).everything and user.has_perm("services_catalogue.change_agency")
    )


class ProvinceOnly(View):
    """For people who may merge units."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Turn everybody else away."""
        if not may_merge(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MergerListView(ProvinceOnly, RunListView):
    """Mergers, the newest first."""

    model = UnitMerger
    page_title = Heading.mergers
    header_icon = "site"
    index_url_name = "unit_mergers"
    columns = [
        TitleColumn("__str__", label=_("Đơn vị nhận"), url_name="unit_merger"),
        Column("effective_on", label=_("Từ ngày")),
        Column("legal_basis", label=_("Căn cứ")),
        Column("get_state_display", label=_("Trạng thái")),
        UserColumn("created_by"),
        DateColumn("created_at", label=_("Lúc")),
    ]

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Begin another."""
        return [HeaderButton(_("Sáp nhập đơn vị"), reverse("unit_merger_begin"), icon_name="plus")]


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """All that a merger touches, as a table."""
    if not may_merge(request.user):
        raise PermissionDenied
    run = get_object_or_404(UnitMerger, pk=pk)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sap-nhap-{run.pk}.csv"'
    answer.write("\ufeff")
    told = csv.writer(answer)
    names = ("part", "title", "change", "by_hand", "state", "note")
    fields: list[Any] = [MergerItem._meta.get_field(name) for name in names]
    told.writerow([field.verbose_name for field in fields])
    for row in run.rows.all():
        by_hand = "x" if row.by_hand else ""
        told.writerow(
            [
                row.get_part_display(),
                row.title,
                row.change,
                by_hand,
                row.get_state_display(),
                row.note,
            ]
        )
    return answer
