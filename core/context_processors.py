"""What every template may use."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core import menus
from core.site_settings import Announcement, PortalSettings


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give the site's settings, menus and current announcements, each read when first used."""
    settings = cast(PortalSettings, SimpleLazyObject(lambda: PortalSettings.for_request(request)))
    return {
        "portal": settings,
        "announcements": SimpleLazyObject(lambda: list(Announcement.current(settings))),
        "header_links": SimpleLazyObject(lambda: _header_links(settings)),
        "footer_columns": SimpleLazyObject(lambda: _footer_columns(settings)),
    }


def _header_links(settings: PortalSettings) -> list[Any]:
    chosen = [block.value for block in settings.header_links if block.value.href]
    return chosen or menus.header_links()


def _footer_columns(settings: PortalSettings) -> list[Any]:
    chosen = [block.value for block in settings.footer_columns]
    return chosen or menus.footer_columns()
