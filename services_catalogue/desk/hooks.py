"""The desk in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from services_catalogue.desk.kind_view import KindView
from services_catalogue.desk.panel import REPEATED, DeskPanel


@hooks.register("construct_homepage_panels")
def desk_first(request: HttpRequest, panels: list[Any]) -> None:
    """The desk, without the panels that it repeats."""
    panels[:] = [one for one in panels if getattr(one, "name", "") not in REPEATED]
    panels.append(DeskPanel())


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """All matters of a kind."""
    return [path("ban-lam-viec/<slug:key>/", KindView.as_view(), name="desk_kind")]
