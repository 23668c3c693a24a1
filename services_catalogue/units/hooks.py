"""What the admin asks of units."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from services_catalogue.units.admin_api import ReachableDocuments, ReachableImages
from services_catalogue.units.admin_views import choosable
from services_catalogue.units.membership_views import MembershipViewSet


@hooks.register("construct_page_chooser_queryset")
def known_pages(pages: Any, request: Any) -> Any:
    """Choosers offer what is published and one's own."""
    return choosable(pages, request.user)


@hooks.register("construct_admin_api", order=100)
def reachable_media(router: Any) -> None:
    """The admin's API lists files and pictures that one may choose, in the place of all."""
    router.register_endpoint("documents", ReachableDocuments)
    router.register_endpoint("images", ReachableImages)


@hooks.register("register_admin_viewset")
def people_of_units() -> MembershipViewSet:
    """Who works for which unit."""
    return MembershipViewSet()


@hooks.register("register_permissions")
def giving_roles() -> QuerySet[Permission]:
    """What a group of administrators can be given."""
    return Permission.objects.filter(
        content_type__app_label="services_catalogue",
        codename__in=[f"{act}_unitmembership" for act in ("add", "change", "delete", "view")],
    )


@hooks.register("register_log_actions")
def role_actions(actions: Any) -> None:
    """What the audit log calls the end of a role."""
    actions.register_action("unit.role_ended", _("Kết thúc vai trò"), _("Đã kết thúc vai trò"))
