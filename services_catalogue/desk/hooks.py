"""The desk in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from services_catalogue.desk.account_panel import DigestPanel
from services_catalogue.desk.kind_view import KindView
from services_catalogue.desk.panel import REPEATED, DeskPanel
from services_catalogue.desk.summary import ServicesSummaryItem
from services_catalogue.reviewing.recording import ACTION


@hooks.register("construct_homepage_panels")
def desk_first(request: HttpRequest, panels: list[Any]) -> None:
    """The desk, without the panels that it repeats."""
    panels[:] = [one for one in panels if getattr(one, "name", "") not in REPEATED]
    panels.append(DeskPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def own_services(request: HttpRequest, items: list[Any]) -> None:
    """What the person keeps, in place of counts of the whole site."""
    items[:] = [ServicesSummaryItem(request)]


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """All matters of a kind."""
    return [path("ban-lam-viec/<slug:key>/", KindView.as_view(), name="desk_kind")]


@hooks.register("register_account_settings_panel")
def digest_choice(request: HttpRequest, user: Any, profile: Any) -> DigestPanel:
    """Whether the person wants the weekly mail."""
    return DigestPanel(request, user, profile)


@hooks.register("register_log_actions")
def reviewed_action(actions: Any) -> None:
    """A review that changed nothing, in the history of the page."""

    @actions.register_action(ACTION)
    class Reviewed(LogFormatter):
        label = _("Đã rà soát")

        def format_message(self, log_entry: Any) -> str:
            """Who said so: a person of the unit, or a contact by name."""
            return gettext("Đã xem, vẫn đúng: %(by)s") % {"by": log_entry.data.get("by", "")}
