"""A merger of units in steps: which units, what it touches, now or on the day, what came of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from services_catalogue.bulk import tasks
from services_catalogue.bulk.leases import hand_over
from services_catalogue.bulk.mergers.applying import prepare, report
from services_catalogue.bulk.mergers.forms import MergerForm
from services_catalogue.bulk.mergers.lists import ProvinceOnly
from services_catalogue.bulk.run_pages import Heading, RunPage
from services_catalogue.models import MergerPart, RunState, UnitMerger

_PAGE = 50


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
