"""The report "Chuyển hồ sơ": what has not arrived at the backend, why, and what to do."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from submissions.admin.reasons import in_words
from submissions.models import OutboxEntry
from submissions.relay.alarms import outbox_state
from submissions.vocabulary import DeliveryKind, DeliveryState

#: Entries that one click on "retry all" may wake.
MOST_AT_ONCE = 5000


class DeliveryFilterSet(WagtailFilterSet):
    """By state and kind; without a choice, what has not arrived."""

    state = django_filters.ChoiceFilter(
        label=_("Tình trạng"), choices=DeliveryState, empty_label=_("Chưa tới nơi")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Việc"), choices=DeliveryKind, empty_label=_("Tất cả")
    )

    class Meta:
        model = OutboxEntry
        fields = ["state", "kind"]


class ActionsColumn(Column):
    """Buttons that try again or stop."""

    cell_template_name = "submissions/admin/delivery_actions.html"

    def get_cell_context_data(self, instance: OutboxEntry, parent: Any) -> dict[str, Any]:
        """Which buttons make sense."""
        context = super().get_cell_context_data(instance, parent)
        context["csrf_token"] = get_token(parent["request"])
        context["may_act"] = parent["request"].user.has_perm("submissions.change_outboxentry")
        context["waiting"] = instance.state == DeliveryState.WAITING
        context["parked"] = instance.state == DeliveryState.PARKED
        return context


class DeliveryReportView(ReportView):
    """Deliveries without anything that people wrote."""

    page_title = _("Chuyển hồ sơ")
    header_icon = "upload"
    model = OutboxEntry
    permission_policy = ModelPermissionPolicy(OutboxEntry)
    permission_required = "view"
    filterset_class = DeliveryFilterSet
    is_searchable = True
    search_fields = ["submission__reference", "submission__service_code", "reason"]
    default_ordering = "created_at"
    index_url_name = "delivery_report"
    index_results_url_name = "delivery_report_results"
    columns = [
        Column("reference", label=_("Mã tham chiếu"), accessor="submission.reference"),
        Column("kind", label=_("Việc"), accessor="get_kind_display"),
        Column("service", label=_("Thủ tục"), accessor="submission.service_code"),
        DateColumn("created_at", label=_("Tạo lúc"), sort_key="created_at"),
        Column("state", label=_("Tình trạng"), accessor="get_state_display"),
        NumberColumn("attempts", label=_("Số lần thử"), sort_key="attempts"),
        DateColumn("next_attempt_at", label=_("Lần thử tới"), sort_key="next_attempt_at"),
        Column("why", label=_("Lý do"), accessor=lambda row: in_words(row.reason), width="24%"),
        ActionsColumn("actions", label=_("Làm gì")),
    ]
    list_export = [
        *("submission.reference", "kind", "submission.service_code", "created_at"),
        *("state", "attempts", "next_attempt_at", "reason", "delivered_at"),
    ]
    verbose_name_plural = _("việc chuyển hồ sơ")

    def get_base_queryset(self) -> QuerySet[OutboxEntry]:
        """Rows without their sealed content."""
        return (
            OutboxEntry.objects.select_related("submission")
            .only(
                *("kind", "state", "attempts", "next_attempt_at", "reason", "created_at"),
                *("delivered_at", "submission__reference", "submission__service_code"),
            )
            .order_by("created_at")
        )

    def filter_queryset(self, queryset: QuerySet[OutboxEntry]) -> QuerySet[OutboxEntry]:
        """What has not arrived, unless asked for something else."""
        filtered = super().filter_queryset(queryset)
        if self.request.GET.get("state"):
            return filtered
        return filtered.exclude(state=DeliveryState.DELIVERED)

    def get_page_subtitle(self) -> str:
        """The three numbers that matter."""
        state = outbox_state()
        told = gettext("%(waiting)s chờ, %(parked)s dừng lại") % {
            "waiting": state.waiting,
            "parked": state.parked,
        }
        if state.oldest is None:
            return told
        minutes = int((timezone.now() - state.oldest).total_seconds() // 60)
        longest = ngettext(
            "chờ lâu nhất %(minutes)s phút", "chờ lâu nhất %(minutes)s phút", minutes
        )
        return f"{told}, {longest % {'minutes': minutes}}"

    def get_filename(self) -> str:
        """Name of the exported file."""
        return "chuyen-ho-so"


@require_POST
def act(request: HttpRequest, action: str, pk: int = 0) -> HttpResponseBase:
    """Try one parked or waiting entry again now, all parked ones, or park a waiting one."""
    if not request.user.has_perm("submissions.change_outboxentry"):
        raise PermissionDenied
    changed = {"retry": retry, "park": park}[action](
        OutboxEntry.objects.filter(pk=pk) if pk else None
    )
    messages.success(
        request,
        ngettext("Đã ghi nhận %(count)s việc.", "Đã ghi nhận %(count)s việc.", changed)
        % {"count": changed},
    )
    return HttpResponseRedirect(reverse("delivery_report"))


def retry(entries: QuerySet[OutboxEntry] | None) -> int:
    """Due now, with all attempts ahead; None means every parked entry. Answers how many."""
    if entries is None:
        parked = OutboxEntry.objects.filter(state=DeliveryState.PARKED).order_by("created_at")
        entries = OutboxEntry.objects.filter(
            pk__in=list(parked.values_list("pk", flat=True)[:MOST_AT_ONCE])
        )
    return entries.exclude(state=DeliveryState.DELIVERED).update(
        state=DeliveryState.WAITING, attempts=0, next_attempt_at=timezone.now(), reason=""
    )


def park(entries: QuerySet[OutboxEntry] | None) -> int:
    """Out of the relay's way until a person says otherwise. Answers how many."""
    if entries is None:
        return 0
    return entries.filter(state=DeliveryState.WAITING).update(
        state=DeliveryState.PARKED, claimed_until=None, reason="parked_by_hand"
    )
