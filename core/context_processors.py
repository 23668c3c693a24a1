"""What every template may use."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.site_settings import Announcement, PortalSettings


def portal(request: HttpRequest) -> dict[str, Any]:
    """Give the site's settings and its current announcements, each read when first used."""
    return {
        "portal": SimpleLazyObject(lambda: PortalSettings.for_request(request)),
        "announcements": SimpleLazyObject(
            lambda: list(Announcement.current(PortalSettings.for_request(request)))
        ),
    }
