"""The page of a run: how far it is, refreshed by itself, and what can be done about it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.base import BaseListingView

from services_catalogue.bulk.leases import stranded
from services_catalogue.models.runs import RunState
from services_catalogue.units.scope import scope_of


class DeskOnly(View):
    """For people who work for a unit, or for the province."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Turn everybody else away."""
        scope = scope_of(request.user)
        if not (scope.everything or scope.agencies):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def own_runs(model: Any, user: Any) -> QuerySet[Any]:
    """Runs that ``user`` may see: their own; people of the province see all."""
    runs = model._default_manager.select_related("created_by")
    return runs if scope_of(user).everything else runs.filter(created_by=user)


class RunListView(DeskOnly, BaseListingView):
    """All runs of a kind, the newest first."""

    paginate_by = 30
    default_ordering = "-created_at"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Those that this person may see."""
        return own_runs(self.model, self.request.user)


class RunPage(DeskOnly, WagtailAdminTemplateMixin, View):
    """One run. ``?phan=tien-do`` answers the part about its progress alone."""

    model: Any = None
    template_name = ""
    list_url_name = ""
    list_label: Any = ""
    _show_breadcrumbs = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the run; 404 for one that is not this person's."""
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.run = get_object_or_404(self.visible(request.user), pk=kwargs["pk"])

    def visible(self, user: Any) -> QuerySet[Any]:
        """Runs that ``user`` may open."""
        return own_runs(self.model, user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or its progress."""
        if request.GET.get("phan") == "tien-do":
            answer = render(request, "services_catalogue/bulk/progress.html", self.progress())
            answer["X-Run-State"] = self.run.state
        else:
            answer = render(request, self.template_name, self.page())
        answer["Cache-Control"] = "no-store"
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out what a button says: ``do_<name>`` for each value of ``act``."""
        act = getattr(self, f"do_{request.POST.get('act', '').replace('-', '_')}", None)
        if act is None:
            raise PermissionDenied
        return act() or redirect(request.get_full_path())

    def progress(self) -> dict[str, Any]:
        """What the part about progress shows."""
        run = self.run
        stuck = run.working and stranded(self.model).filter(pk=run.pk).exists()
        return {
            "run": run,
            "stuck": stuck,
            "may_resume": stuck or (run.state == RunState.FAILED and self.resumable()),
            "list_url_name": self.list_url_name,
        }

    def resumable(self) -> bool:
        """Whether a run that failed can go on where it stopped."""
        return True

    def page(self) -> dict[str, Any]:
        """What the whole page shows."""
        self.breadcrumbs_items = [
            {"url": "../", "label": self.list_label},
            {"url": "", "label": str(self.run)},
        ]
        return {
            "view": self,
            "page_title": str(self.run),
            "header_title": str(self.run),
            "breadcrumbs_items": self.breadcrumbs_items,
            "header_buttons": self.buttons(),
            "header_icon": self.header_icon,
            **self.progress(),
        }

    def buttons(self) -> list[Any]:
        """Buttons of the header."""
        return []


class Heading:
    """Names that the pages of one kind of run share."""

    imports = _("Nhập danh mục")
    changes = _("Thay đổi hàng loạt")
    mergers = _("Sáp nhập đơn vị")
    exports = _("Tệp tải về")
