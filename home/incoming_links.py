"""Texts that name a permanent address, and people who follow a service, before it is taken down."""

from __future__ import annotations

from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from home.models import GuidancePage, Subscription
from news.models import NewsPage
from services_catalogue.incoming_links.of_catalogue import of_pages
from services_catalogue.incoming_links.registry import Found, Kind, register
from services_catalogue.models import ServicePage


def add() -> None:
    """Register; called once when the app is ready."""
    heading = gettext_lazy("Bài viết có địa chỉ lâu dài của dịch vụ này")
    register(Kind("addresses", heading, addresses, 110))
    register(Kind("followers", gettext_lazy("Người theo dõi qua thư"), followers, 700))


def addresses(page: Page, user: Any, most: int) -> Found:
    """Guidance and news in whose text /dv/<code> stands: links that no reference index knows."""
    if not isinstance(page, ServicePage) or not page.code:
        return Found()
    keys = [
        key
        for model in (GuidancePage, NewsPage)
        # JSON knows no "contains" on SQLite; its text does.
        for key in model.objects.annotate(words=Cast("body", TextField()))
        .filter(words__contains=page.permalink)
        .values_list("pk", flat=True)
    ]
    return of_pages(Page.objects.filter(pk__in=keys), user, most)


def followers(page: Page, user: Any, most: int) -> Found:
    """How many follow the service; never who."""
    code = page.code if isinstance(page, ServicePage) else ""
    rows = Subscription.objects.filter(code=code).exclude(confirmed_at=None)
    return Found(rows.count() if code else 0)
