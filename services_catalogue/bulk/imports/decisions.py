"""What to take of a file: rows ticked and not, kept on the server, and the word to carry them out."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpResponse, JsonResponse
from wagtail.admin.paginator import WagtailPaginator

from services_catalogue.bulk import tasks
from services_catalogue.bulk.imports.forms import RowFilterSet
from services_catalogue.bulk.leases import hand_over
from services_catalogue.differences import differences
from services_catalogue.differences.changes import by_part
from services_catalogue.models import ImportKind, ImportRow, ImportRun, RunState
from services_catalogue.units.scope import MODERATING, scope_of

_PAGE = 20
_DECIDED = (ImportKind.NEW, ImportKind.CHANGED)


class Decisions:
    """The part of an import's page where rows are looked at and ticked."""

    run: ImportRun
    request: Any

    def page(self) -> dict[str, Any]:
        """Rows of one page with their differences, and how many are ticked."""
        context = super().page()  # type: ignore[misc]
        if self.run.state in (RunState.WAITING, RunState.READING):
            return context
        filters = RowFilterSet(self.request.GET, self.run.rows.all(), request=self.request)
        rows = filters.qs.order_by("number", "pk").defer("raw")
        shown = WagtailPaginator(rows, _PAGE).get_page(self.request.GET.get("p"))
        for row in shown:
            row.changes = (
                by_part(differences(row.before, row.after, arranged=True)) if row.before else []
            )
        states = Counter(
            dict(self._ticked().values_list("state").order_by().annotate(n=Count("pk")))
        )
        return context | {
            "filters": filters,
            "rows": shown,
            "decidable": self.run.state == RunState.READY
            and self.run.created_by_id == self.request.user.pk,
            "ticked": sum(states.values()),
            "states": states,
            "may_publish": self._may_publish(),
        }

    def _ticked(self) -> QuerySet[ImportRow]:
        return self.run.rows.filter(ticked=True, kind__in=_DECIDED)

    def _may_publish(self) -> bool:
        scope = scope_of(self.request.user, MODERATING)
        return scope.everything or bool(scope.agencies)

    def _decidable(self) -> QuerySet[ImportRow]:
        """Rows that may be ticked now. Only the person who handed the file in decides."""
        if self.run.state != RunState.READY or self.run.created_by != self.request.user:
            raise PermissionDenied
        return self.run.rows.filter(kind__in=_DECIDED)

    def _save_page(self) -> None:
        """Keep the ticks of the page as the browser sent them."""
        post = self.request.POST
        rows = self._decidable()
        shown = [int(one) for one in post.getlist("shown") if one.isdigit()]
        chosen = {int(one) for one in post.getlist("row") if one.isdigit()}
        rows.filter(pk__in=[one for one in shown if one in chosen]).update(ticked=True)
        rows.filter(pk__in=[one for one in shown if one not in chosen]).update(ticked=False)

    def do_save(self) -> HttpResponse | None:
        """Keep the ticks of this page."""
        self._save_page()
        if self.request.headers.get("X-Requested-With") == "fetch":
            return JsonResponse({"ticked": self._ticked().count()})
        return None

    def do_page_on(self) -> None:
        """Tick the rows of this page."""
        self._shown().update(ticked=True)

    def do_page_off(self) -> None:
        """Take the tick off the rows of this page."""
        self._shown().update(ticked=False)

    def _shown(self) -> QuerySet[ImportRow]:
        shown = [int(one) for one in self.request.POST.getlist("shown") if one.isdigit()]
        return self._decidable().filter(pk__in=shown)

    def do_all(self) -> None:
        """Tick every row that the filters show, on all pages."""
        self._filtered().update(ticked=True)

    def do_none(self) -> None:
        """Take the tick off every row that the filters show, on all pages."""
        self._filtered().update(ticked=False)

    def _filtered(self) -> QuerySet[ImportRow]:
        rows = RowFilterSet(self.request.GET, self._decidable(), request=self.request).qs
        return self._decidable().filter(pk__in=rows.values("pk"))

    def do_apply(self) -> None:
        """Hand the ticked rows to the worker."""
        self._save_page()
        ticked = self._ticked()
        publish = self.request.POST.get("publish") == "1" and self._may_publish()
        begun = ImportRun.objects.filter(pk=self.run.pk, state=RunState.READY).update(
            **hand_over(state=RunState.APPLYING, publish=publish, total=ticked.count(), done=0)
        )
        if begun:
            tasks.apply_import.enqueue(pk=self.run.pk)
