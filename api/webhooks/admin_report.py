"""The report "Webhook": who is told of changes, how it goes, and buttons for what must not go on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from api.models import State, WebhookSubscription
from api.webhooks import subscribing

_MAY = "api.change_webhooksubscription"


class WebhookFilterSet(WagtailFilterSet):
    """By state."""

    state = django_filters.ChoiceFilter(
        label=_("Tình trạng"), choices=State, empty_label=_("Tất cả")
    )

    class Meta:
        model = WebhookSubscription
        fields = ["state"]


class ActionsColumn(Column):
    """Stop, or leave it to its owner again; delete."""

    cell_template_name = "api/admin/webhook_actions.html"

    def get_cell_context_data(self, instance: WebhookSubscription, parent: Any) -> dict[str, Any]:
        """Which buttons make sense."""
        context = super().get_cell_context_data(instance, parent)
        context["csrf_token"] = get_token(parent["request"])
        context["may_act"] = parent["request"].user.has_perm(_MAY)
        context["barred"] = instance.state == State.BARRED
        return context


class WebhookReportView(ReportView):
    """Whoever fails longest stands first. No secret and no path of an endpoint is shown."""

    page_title = _("Webhook")
    header_icon = "link-external"
    model = WebhookSubscription
    permission_policy = ModelPermissionPolicy(WebhookSubscription)
    permission_required = "view"
    filterset_class = WebhookFilterSet
    is_searchable = True
    search_fields = ["url"]
    default_ordering = "failing_since"
    index_url_name = "webhook_report"
    index_results_url_name = "webhook_report_results"
    columns = [
        Column("host", label=_("Nơi nhận")),
        Column("owner", label=_("Chủ"), accessor=lambda one: (one.owner or {}).get("email", "")),
        Column("state", label=_("Tình trạng"), accessor="get_state_display", sort_key="state"),
        DateColumn("failing_since", label=_("Lỗi từ"), sort_key="failing_since"),
        NumberColumn("failures", label=_("Số lần lỗi liền"), sort_key="failures"),
        DateColumn("last_success_at", label=_("Gửi được lần cuối"), sort_key="last_success_at"),
        DateColumn("created_at", label=_("Đăng ký lúc"), sort_key="created_at"),
        ActionsColumn("actions", label=_("Làm gì")),
    ]
    list_export = ["host", "state", "failing_since", "failures", "last_success_at", "created_at"]

    def get_base_queryset(self) -> QuerySet[WebhookSubscription]:
        """All, without their secrets."""
        return WebhookSubscription.objects.defer("secrets")

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "webhook"


@require_POST
def act(request: HttpRequest, pk: UUID, action: str) -> HttpResponseBase:
    """Stop a subscription, leave it to its owner again, or delete it; it stands in the log."""
    if not request.user.has_perm(_MAY):
        raise PermissionDenied
    subscription = get_object_or_404(WebhookSubscription, pk=pk)
    log(subscription, f"api.webhook.{action}", user=request.user)
    if action == "bar":
        subscribing.stop(subscription, State.BARRED)
    elif action == "unbar":
        subscribing.unbar(subscription)
    else:
        subscription.delete()
    messages.success(request, _now("Đã ghi nhận."))
    return HttpResponseRedirect(reverse("webhook_report"))
