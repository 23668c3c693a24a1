"""Addresses and menu of the work on many services."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogFormatter

from services_catalogue.bulk import desk as _desk  # noqa: F401
from services_catalogue.bulk.changes import actions as _actions  # noqa: F401
from services_catalogue.bulk.changes import views as changes
from services_catalogue.bulk.changes.applying import LOG_ACTION
from services_catalogue.bulk.exports import run_views as export_runs
from services_catalogue.bulk.exports.views import export
from services_catalogue.bulk.imports import uploading
from services_catalogue.bulk.imports import views as imports
from services_catalogue.bulk.mergers import lists as merger_lists
from services_catalogue.bulk.mergers import views as mergers
from services_catalogue.bulk.mergers.applying import LOG_ACTION as MERGED
from services_catalogue.bulk.run_pages import Heading
from services_catalogue.units.scope import scope_of


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Pages of the work on many services."""
    return [
        path("nhap-danh-muc/", imports.ImportListView.as_view(), name="bulk_imports"),
        path(
            "nhap-danh-muc/tai-len/",
            uploading.ImportUploadView.as_view(),
            name="bulk_import_upload",
        ),
        path("nhap-danh-muc/<int:pk>/", imports.ImportView.as_view(), name="bulk_import"),
        path("nhap-danh-muc/<int:pk>/bi-loai.xlsx", imports.rejected, name="bulk_import_rejected"),
        path("thay-doi-hang-loat/", changes.ChangeListView.as_view(), name="bulk_changes"),
        path("thay-doi-hang-loat/<int:pk>/", changes.ChangeView.as_view(), name="bulk_change"),
        path("sap-nhap-don-vi/", merger_lists.MergerListView.as_view(), name="unit_mergers"),
        path("sap-nhap-don-vi/moi/", mergers.MergerBeginView.as_view(), name="unit_merger_begin"),
        path("sap-nhap-don-vi/<int:pk>/", mergers.MergerView.as_view(), name="unit_merger"),
        path("sap-nhap-don-vi/<int:pk>.csv", merger_lists.export, name="unit_merger_export"),
        path("tep-tai-ve/", export_runs.ExportListView.as_view(), name="bulk_exports"),
        path("tep-tai-ve/<int:pk>/", export_runs.ExportRunView.as_view(), name="bulk_export_run"),
        path("tep-tai-ve/<int:pk>/tep.xlsx", export_runs.fetch, name="bulk_export_fetch"),
        re_path(r"^xuat-dich-vu\.(?P<ending>xlsx|csv|jsonl)$", export, name="bulk_export"),
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


@hooks.register("register_bulk_menu_item")
def changes_item() -> MenuItem:
    """Changes to many services."""
    return _DeskItem(Heading.changes, reverse("bulk_changes"), icon_name="tasks", order=200)


@hooks.register("register_bulk_menu_item")
def exports_item() -> MenuItem:
    """Workbooks that were asked for."""
    return _DeskItem(Heading.exports, reverse("bulk_exports"), icon_name="download", order=400)


class _ProvinceItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        """For people who may merge units."""
        return merger_lists.may_merge(request.user)


@hooks.register("register_bulk_menu_item")
def mergers_item() -> MenuItem:
    """Mergers of units."""
    return _ProvinceItem(Heading.mergers, reverse("unit_mergers"), icon_name="site", order=300)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """How an entry of a page's log tells of a bulk change."""

    @actions.register_action(LOG_ACTION)
    class BulkChangeEntry(LogFormatter):
        label = _("Thay đổi hàng loạt")

        def format_message(self, entry: Any) -> str:
            """What was there and what came."""
            values = {key: entry.data.get(key) or "–" for key in ("what", "before", "after")}
            return gettext("%(what)s: %(before)s → %(after)s") % values

    @actions.register_action(MERGED)
    class MergerEntry(LogFormatter):
        label = _("Sáp nhập đơn vị")

        def format_message(self, entry: Any) -> str:
            """Which units, and on what ground."""
            names = ", ".join(entry.data.get("sources", []))
            return gettext("Nhận %(names)s theo %(basis)s") % {
                "names": names,
                "basis": entry.data.get("legal_basis", ""),
            }


@hooks.register("register_admin_menu_item")
def bulk_menu() -> MenuItem:
    """One entry for all of them."""
    menu = Menu(register_hook_name="register_bulk_menu_item")
    return SubmenuMenuItem(
        _("Việc hàng loạt"), menu, name="viec-hang-loat", icon_name="tasks", order=160
    )
