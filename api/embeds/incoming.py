"""Sites that show the card of a service, for those who are about to take the service down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from api.models import EmbedCount
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
    since = timezone.localdate() - timedelta(days=DAYS)
    sites = (
        EmbedCount.objects.filter(code=page.code, day__gte=since)
        .order_by()
        .values("origin")
        .annotate(seen=Sum("views"))
    )
    links = [
        Link(one["origin"], detail=_("%(number)s lượt xem") % {"number": one["seen"]})
        for one in sites.order_by("-seen", "origin")[:most]
    ]
    return Found(sites.count(), links)
