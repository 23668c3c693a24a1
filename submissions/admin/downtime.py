"""Pauses of the backend that are announced before they come."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from submissions.models import PlannedDowntime


class PlannedDowntimeViewSet(SnippetViewSet):
    """Announced on start pages three days ahead; applications are taken all the same."""

    model = PlannedDowntime
    icon = "time"
    menu_label = _("Lịch bảo trì")
    menu_order = 800
    add_to_admin_menu = True
    list_display = ["starts_at", "ends_at", "message"]
    ordering = ["-starts_at"]
    copy_view_enabled = False
    panels = [
        HelpPanel(
            _(
                "Trang của dịch vụ nộp trên cổng báo trước ba ngày. Trong giờ bảo trì người dân "
                "vẫn nộp được; cổng giữ hồ sơ và chuyển ngay sau đó."
            )
        ),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("message"),
    ]
