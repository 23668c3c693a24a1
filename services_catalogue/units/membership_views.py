"""The page "Người của đơn vị": who has which role where, until when, and who gave it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from services_catalogue.models import UnitMembership, UnitRole
from services_catalogue.units.delegation import end_now
from services_catalogue.units.instance_views import InstanceCheckedViews
from services_catalogue.units.membership_form import MembershipForm


class MembershipFilterSet(WagtailFilterSet):
    """By role and by time."""

    role = django_filters.ChoiceFilter(label=gettext_lazy("Vai trò"), choices=UnitRole)
    when = django_filters.ChoiceFilter(
        label=gettext_lazy("Lúc nào"),
        choices=[
            ("now", gettext_lazy("Đang giữ")),
            ("delegated", gettext_lazy("Được uỷ quyền, đang giữ")),
            ("over", gettext_lazy("Đã kết thúc")),
        ],
        method="by_time",
    )

    class Meta:
        model = UnitMembership
        fields = ["role"]

    def by_time(self, rows: Any, name: str, value: str) -> Any:
        """Roles of today, or those that are over."""
        if value == "over":
            return rows.filter(ends_on__lt=timezone.localdate())
        rows = rows.current()
        return rows.filter(delegated_by__isnull=False) if value == "delegated" else rows


class MembershipIndexView(generic.IndexView):
    """The list, in three queries."""

    page_title = gettext_lazy("Người của đơn vị")
    verbose_name_plural = gettext_lazy("vai trò")

    @property
    def add_item_label(self) -> str:
        """What the button does: for a head it is a delegation."""
        return _("Uỷ quyền") if _delegates(self.request.user) else _("Giao vai trò")

    def get_base_queryset(self) -> Any:
        """The roles that this person may see, current ones and those to come first."""
        policy = policy_registry.get_by_type(UnitMembership)
        seen = policy.instances_user_has_any_permission_for(self.request.user, ["view"])
        return seen.select_related("user", "agency", "delegated_by")

    def search_queryset(self, queryset: Any) -> Any:
        """By name of person or unit."""
        words = (self.search_query or "").split()
        for word in words:
            queryset = queryset.filter(
                Q(user__username__icontains=word)
                | Q(user__first_name__icontains=word)
                | Q(user__last_name__icontains=word)
                | Q(agency__name__icontains=word)
            )
        return queryset


class GiveView(generic.CreateView):
    """Gives a role."""

    @property
    def page_subtitle(self) -> str:
        """What is done here."""
        if _delegates(self.request.user):
            return _("Uỷ quyền cho một người trong một thời gian")
        return _("Vai trò ở đơn vị")


class EndView(generic.DeleteView):
    """Takes a role away; the row stays, with its last day."""

    page_title = gettext_lazy("Kết thúc vai trò")
    success_message = gettext_lazy("%(object)s: đã kết thúc.")

    @property
    def confirmation_message(self) -> str:
        """What it does."""
        return _("Người này mất vai trò ngay và phải đăng nhập lại. Bạn chắc chứ?")

    def delete_action(self) -> None:
        """End it now, and say so in the audit log."""
        log(instance=self.object, action="unit.role_ended", user=self.request.user)
        end_now(self.object)


def _delegates(user: Any) -> bool:
    """Whether what this person gives is given for a time and in their own name."""
    return not user.has_perm("services_catalogue.add_unitmembership")


def _name(row: UnitMembership) -> str:
    return row.user.get_full_name() or row.user.get_username()


def _giver(row: UnitMembership) -> str:
    return str(row.delegated_by.get_full_name() or row.delegated_by) if row.delegated_by else "–"


def _end(row: UnitMembership) -> Any:
    return row.ends_on or "–"


class MembershipViewSet(InstanceCheckedViews, ModelViewSet):
    """The menu entry "Người của đơn vị"."""

    model = UnitMembership
    name = "nguoi_cua_don_vi"
    icon = "group"
    menu_label = gettext_lazy("Người của đơn vị")
    menu_name = "unit-people"
    menu_order = 155
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 50
    ordering = ["agency__name", "user__username"]
    index_view_class = MembershipIndexView
    add_view_class = GiveView
    delete_view_class = EndView
    filterset_class = MembershipFilterSet
    search_backend_name = None
    search_fields = ["user__username"]
    list_display = [
        TitleColumn(
            "user", label=gettext_lazy("Người"), accessor=_name, url_name="nguoi_cua_don_vi:edit"
        ),
        Column("role", label=gettext_lazy("Vai trò"), accessor="get_role_display"),
        Column("agency", label=gettext_lazy("Đơn vị"), sort_key="agency__name"),
        Column("starts_on", label=gettext_lazy("Từ ngày"), sort_key="starts_on"),
        Column("ends_on", label=gettext_lazy("Đến hết ngày"), accessor=_end, sort_key="ends_on"),
        Column("delegated_by", label=gettext_lazy("Người uỷ quyền"), accessor=_giver),
    ]
    list_export = ["user", "role", "agency", "starts_on", "ends_on", "delegated_by"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """One form for both."""
        return MembershipForm
