"""Sites that show the card of a service, for those who are about to take the service down."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from api.embeds.counting import sites_showing
from services_catalogue.incoming_links.registry import Found, Kind, Link, register
from services_catalogue.models import ServicePage

DAYS = 30


def add() -> None:
    """Register; called once when the app is ready."""
    heading = gettext_lazy("Trang khác nhúng dịch vụ này trong 30 ngày qua")
    register(Kind("embeds", heading, embeds, 500))


def embeds(page: Page, user: Any, most: int) -> Found:
    """Sites on which the card was seen lately, the most seen first."""
    if not isinstance(page, ServicePage) or not page.code:
        return Found()
    sites = sites_showing(page.code, DAYS)
    links = [
        Link(origin, detail=_("%(number)s lượt xem") % {"number": seen})
        for origin, seen in sites[:most]
    ]
    return Found(len(sites), links)
