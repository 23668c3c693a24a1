"""What people told they need, for those who can teach the search to find it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import ToldNeed
from search.query_log.fixes import fixes_for
from services_catalogue.desk.sources import Matter, Source, Waiting
from services_catalogue.units.scope import Scope


class FixesColumn(Column):
    """The one-click fixes of the search report, for what was searched before somebody told."""

    cell_template_name = "search/admin/fixes_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Each fix with its address."""
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        text = instance.query or instance.words
        context["fixes"] = [
            {"label": fix.label, "url": fix.url(text, "")} for fix in fixes_for(user)
        ]
        return context

    def get_value(self, instance: Any) -> str:
        """Nothing of the row itself."""
        return ""


class ToldNeedViewSet(SnippetViewSet):
    """Read, mend by one click, and tick off."""

    model = ToldNeed
    icon = "comment"
    menu_label = _("Điều người dân cần")
    menu_name = "told-needs"
    menu_order = 335
    add_to_admin_menu = True
    list_display = [
        "words",
        "query",
        "day",
        BooleanColumn("answered", label=_("Đã xong"), sort_key="answered"),
        FixesColumn("fixes", label=_("Sửa bằng")),
    ]
    list_filter = ["answered", "day"]
    list_export = ["words", "query", "day", "answered"]
    list_per_page = 50
    search_fields = ["words", "query"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True


def untold(user: Any, scope: Scope, most: int) -> Waiting:
    """What nobody has ticked off yet; a matter of the province, for it belongs to no unit."""
    if not scope.everything:
        return Waiting(0, ())
    waiting = ToldNeed.objects.filter(answered=False)
    return Waiting(
        waiting.count(),
        [
            Matter(
                title=one.words,
                url=reverse("wagtailsnippets_home_toldneed:edit", args=[one.pk]),
                detail=one.query,
                since=one.day,
            )
            for one in waiting[:most]
        ],
    )


SOURCE = Source("told_needs", _("Người dân kể cần gì mà chưa tìm thấy"), untold, order=420)
