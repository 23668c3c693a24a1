"""Where services are embedded, and who is told of changes, in Wagtail's reports."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from api.embed_report import EmbedReportView
from api.webhooks.admin_report import WebhookReportView, act


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The reports, their results alone for the admin's own script, and the buttons."""
    return [
        path("bao-cao/nhung/", EmbedReportView.as_view(), name="embed_report"),
        path(
            "bao-cao/nhung/results/",
            EmbedReportView.as_view(results_only=True),
            name="embed_report_results",
        ),
        path("bao-cao/webhook/", WebhookReportView.as_view(), name="webhook_report"),
        path(
            "bao-cao/webhook/results/",
            WebhookReportView.as_view(results_only=True),
            name="webhook_report_results",
        ),
        re_path(
            r"^bao-cao/webhook/(?P<pk>[0-9a-f-]{36})/(?P<action>bar|unbar|delete)/$",
            act,
            name="webhook_act",
        ),
    ]


class WebhookMenuItem(MenuItem):
    """For those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return bool(request.user.has_perm("api.view_webhooksubscription"))


@hooks.register("register_reports_menu_item")
def embed_report_menu_item() -> MenuItem:
    """For everyone who works on pages."""
    return MenuItem(_("Nơi nhúng dịch vụ"), reverse("embed_report"), icon_name="link", order=710)


@hooks.register("register_reports_menu_item")
def webhook_report_menu_item() -> MenuItem:
    """For operators."""
    return WebhookMenuItem(
        _("Webhook"), reverse("webhook_report"), icon_name="link-external", order=711
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """What a group can be given."""
    return Permission.objects.filter(
        content_type__app_label="api",
        codename__in=[f"{act}_webhooksubscription" for act in ("change", "view")],
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Words for what administrators do with a webhook."""
    actions.register_action("api.webhook.bar", _("Ngừng webhook"), _("Đã ngừng webhook"))
    actions.register_action("api.webhook.unbar", _("Cho dùng lại webhook"), _("Đã cho dùng lại"))
    actions.register_action("api.webhook.delete", _("Xoá webhook"), _("Đã xoá webhook"))
