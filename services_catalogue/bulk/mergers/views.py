"""A merger of units in steps: which units, what it touches, now or on the day, what came of it."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton

from services_catalogue.bulk import tasks
from services_catalogue.bulk.leases import hand_over
from services_catalogue.bulk.mergers.applying import prepare, report
from services_catalogue.bulk.mergers.forms import MergerForm
from services_catalogue.bulk.run_pages import Heading, RunListView, RunPage
from services_catalogue.models import MergerItem, MergerPart, RunState, UnitMerger
from services_catalogue.units.scope import MODERATING, scope_of

_PAGE = 50


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


class MergerBeginView(ProvinceOnly, WagtailAdminTemplateMixin, FormView):
    """Step 1: which units, from when, on what ground."""

    form_class = MergerForm
    template_name = "services_catalogue/bulk/merger_form.html"
    page_title = Heading.mergers
    header_icon = "site"
    _show_breadcrumbs = True

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The list, and here."""
        return [
            {"url": reverse("unit_mergers"), "label": Heading.mergers},
            {"url": "", "label": _("Chọn đơn vị")},
        ]

    @transaction.atomic
    def form_valid(self, form: MergerForm) -> HttpResponse:
        """Keep it with all that it touches."""
        form.instance.created_by = self.request.user
        form.instance.state = RunState.READY
        run = form.save()
        prepare(run)
        return redirect("unit_merger", run.pk)


class MergerView(ProvinceOnly, RunPage):
    """Steps 2 to 4: what it touches, now or on the day, what came of it."""

    model = UnitMerger
    template_name = "services_catalogue/bulk/merger_run.html"
    header_icon = "site"
    list_url_name = "unit_mergers"
    list_label = Heading.mergers

    def page(self) -> dict[str, Any]:
        """One page of the items, by kind."""
        part = self.request.GET.get("part", "")
        rows = self.run.rows.all()
        if part in MergerPart.values:
            rows = rows.filter(part=part)
        counts = Counter(dict(self.run.rows.values_list("part").order_by().annotate(n=Count("pk"))))
        return super().page() | {
            "rows": WagtailPaginator(rows, _PAGE).get_page(self.request.GET.get("p")),
            "parts": [(one, counts[one.value]) for one in MergerPart],
            "decidable": self.run.state == RunState.READY,
            "due": self.run.effective_on <= timezone.localdate(),
            "report": report(self.run) if self.run.state == RunState.DONE else "",
        }

    def _turn(self, *states: str, **values: Any) -> bool:
        found = UnitMerger.objects.filter(pk=self.run.pk, state__in=states)
        return bool(found.update(**values))

    def do_again(self) -> None:
        """Look anew at what it touches."""
        if self.run.state == RunState.READY:
            prepare(self.run)

    def do_now(self) -> None:
        """Carry it out now."""
        if self._turn(RunState.READY, RunState.SCHEDULED, **hand_over(state=RunState.APPLYING)):
            tasks.apply_merger.enqueue(pk=self.run.pk)

    def do_schedule(self) -> None:
        """Carry it out on its day."""
        self._turn(RunState.READY, state=RunState.SCHEDULED)

    def do_resume(self) -> None:
        """Go on where the worker stopped."""
        if self.progress()["may_resume"]:
            values = hand_over(state=RunState.APPLYING, problem="")
            if self._turn(RunState.FAILED, RunState.APPLYING, **values):
                tasks.apply_merger.enqueue(pk=self.run.pk)

    def do_cancel(self) -> None:
        """Give it up; what was moved stays moved."""
        self._turn(
            *(RunState.READY, RunState.SCHEDULED, RunState.APPLYING, RunState.FAILED),
            state=RunState.CANCELLED,
            lease_token="",
            lease_until=None,
        )


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
