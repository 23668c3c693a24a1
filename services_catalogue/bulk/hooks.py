"""Addresses and menu of the work on many services."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from services_catalogue.bulk.imports import views as imports
from services_catalogue.bulk.run_pages import Heading
from services_catalogue.units.scope import scope_of


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Pages of the work on many services."""
    return [
        path("nhap-danh-muc/", imports.ImportListView.as_view(), name="bulk_imports"),
        path(
            "nhap-danh-muc/tai-len/", imports.ImportUploadView.as_view(), name="bulk_import_upload"
        ),
        path("nhap-danh-muc/<int:pk>/", imports.ImportView.as_view(), name="bulk_import"),
        path("nhap-danh-muc/<int:pk>/bi-loai.xlsx", imports.rejected, name="bulk_import_rejected"),
    ]


class _DeskItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        """For people with services of their own."""
        scope = scope_of(request.user)
        return scope.everything or bool(scope.agencies)


@hooks.register("register_bulk_menu_item")
def import_item() -> MenuItem:
    """Imports."""
    return _DeskItem(Heading.imports, reverse("bulk_imports"), icon_name="upload", order=100)


@hooks.register("register_admin_menu_item")
def bulk_menu() -> MenuItem:
    """One entry for all of them."""
    menu = Menu(register_hook_name="register_bulk_menu_item")
    return SubmenuMenuItem(
        _("Việc hàng loạt"), menu, name="viec-hang-loat", icon_name="tasks", order=160
    )
