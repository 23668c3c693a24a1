"""The bulk actions of the lists of services: what will happen to which page, then the worker does it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction as WagtailBulkAction
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, PublishBulkAction

from services_catalogue.bulk import tasks
from services_catalogue.bulk.changes import forms
from services_catalogue.bulk.changes.putting import PUTTINGS
from services_catalogue.bulk.leases import hand_over
from services_catalogue.bulk.listed import listed
from services_catalogue.bulk.reach import hindrance
from services_catalogue.models import (
    BulkAction,
    BulkChange,
    BulkChangeRow,
    RunState,
    ServicePage,
)
from services_catalogue.units.scope import scope_of

#: Pages whose future is shown one by one; of more only the number is told.
SHOWN = 50


class ServiceBulkAction(WagtailBulkAction):
    """The preview and the form; carried out by the worker, page by page, when it is sent."""

    models = [ServicePage]
    template_name = "services_catalogue/bulk/change.html"
    action: BulkAction
    form_class: Any = forms.ChangeForm
    action_priority = 40

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """For people with services of their own."""
        scope = scope_of(request.user)
        if not (scope.everything or scope.agencies):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self) -> QuerySet[ServicePage]:
        """The services that were ticked, or all of the list with its filters; never beyond reach."""
        asked = self.request.GET.getlist("id")
        if "all" in asked:
            return listed(self.request.GET, self.request)
        keys = [one for one in asked if one.isdigit()]
        return scope_of(self.request.user).services().filter(pk__in=keys).order_by("code", "pk")

    def get_actionable_objects(self) -> Any:
        """What the preview shows; who may do what is asked again with each page."""
        pages: Any = self.chosen.select_related("field", "managed_by", "superseded_by")
        pages = pages.prefetch_related("service_agencies__agency").prefetch_workflow_states()
        return list(pages[:SHOWN]), {"items_with_no_access": []}

    def object_context(self, obj: ServicePage) -> dict[str, Any]:
        """The page, what it has now, and why it may not be changed."""
        why = hindrance(obj, self.request.user)
        return {"item": obj, "now": PUTTINGS[self.action].now(obj), "why": why[0] if why else ""}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose units and rights count."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many there are in all."""
        context = super().get_context_data(**kwargs)
        number = self.chosen.count()
        return context | {
            "number": number,
            "more": max(0, number - SHOWN),
            "action": self.action,
            "media": context["form"].media,
            "at_once": bool(PUTTINGS[self.action].column),
        }

    def form_valid(self, form: Any) -> Any:
        """Write down what is to be done to which page, and hand it to the worker."""
        value, label = form.value()
        with transaction.atomic():
            run = BulkChange.objects.create(
                created_by=self.request.user,
                action=self.action,
                value=value,
                value_label=label[:500],
                publish=form.cleaned_data.get("publish", False),
                **hand_over(state=RunState.APPLYING),
            )
            rows = [
                BulkChangeRow(run=run, number=number, page_id=pk, code=code, name=title[:500])
                for number, (pk, code, title) in enumerate(
                    self.chosen.values_list("pk", "code", "title"), start=1
                )
            ]
            BulkChangeRow.objects.bulk_create(rows, batch_size=500)
            BulkChange.objects.filter(pk=run.pk).update(total=len(rows))
        tasks.apply_change.enqueue(pk=run.pk)
        return redirect("bulk_change", run.pk)


def _made(action: BulkAction, form: Any, priority: int) -> type[ServiceBulkAction]:
    return type(
        f"{action.name.title()}Action",
        (ServiceBulkAction,),
        {
            "__doc__": action.label,
            "action": action,
            "action_type": f"desk_{action.value}",
            "display_name": action.label,
            "aria_label": _("%(what)s của các dịch vụ đã chọn") % {"what": action.label},
            "form_class": form,
            "action_priority": priority,
        },
    )


ACTIONS = [
    _made(BulkAction.FIELD, forms.FieldForm, 40),
    _made(BulkAction.UNIT, forms.UnitForm, 41),
    _made(BulkAction.EXECUTING, forms.ExecutingForm, 42),
    _made(BulkAction.REVIEW, forms.ReviewForm, 43),
    _made(BulkAction.SUPERSEDED, forms.SupersededForm, 44),
    _made(BulkAction.UNPUBLISH, forms.UnpublishForm, 45),
]


class _OfServices:
    """Wagtail's own action, on services: "all" is all of the list as it is filtered."""

    models = [ServicePage]

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """Keys of what the list shows."""
        request = self.request  # type: ignore[attr-defined]
        return listed(request.GET, request).values_list("pk", flat=True)


class PublishServices(_OfServices, PublishBulkAction):
    """Publish the newest drafts."""


class DeleteServices(_OfServices, DeleteBulkAction):
    """Delete, where Wagtail lets one."""


for _action in (*ACTIONS, PublishServices, DeleteServices):
    hooks.register("register_bulk_action", _action)
