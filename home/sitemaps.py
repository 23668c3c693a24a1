"""All public addresses for search engines, in parts of a few thousand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page, Site

from core.addresses import absolute
from services_catalogue.models import Agency, Field, LifeEvent

#: Addresses in one part; the standard allows ten times as many, but a part should load quickly.
PART = 5000


class Addresses(Sitemap):
    """Addresses on the portal's public host, whatever host asks. Items are (path, last change)."""

    limit = PART

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        urls = [
            {"item": item, "location": absolute(path), "lastmod": changed}
            for item in self.paginator.page(page).object_list
            for path, changed in [self.entry(item)]
        ]
        days = [one["lastmod"] for one in urls]
        if days and None not in days:
            self.latest_lastmod = max(days)
        return urls

    def entry(self, item: Any) -> tuple[str, datetime | None]:
        """Path and last change of an item."""
        return item


class PageAddresses(Addresses):
    """Every live, public page of the default site, read without its type's own fields."""

    def items(self) -> QuerySet[Page]:
        """In the order of the tree."""
        root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
        pages = Page.objects.live().public().descendant_of(root, inclusive=True)
        return pages.order_by("path").select_related("locale")

    def entry(self, item: Page) -> tuple[str, datetime | None]:
        """The page's own address."""
        return item.get_url() or "/", item.last_published_at or item.latest_revision_created_at


class AgencyAddresses(Addresses):
    """Units that work today."""

    def items(self) -> QuerySet[Agency]:
        """In a fixed order."""
        return Agency.objects.filter(is_active=True).order_by("pk").only("slug", "updated_at")

    def entry(self, item: Agency) -> tuple[str, datetime | None]:
        """The unit's page."""
        return f"/co-quan/{item.slug}/", item.updated_at


class TopicAddresses(Addresses):
    """The lists by which people browse; they change when one of their services does."""

    def items(self) -> list[tuple[str, datetime | None]]:
        """Indexes, then fields and life events that have services."""
        changed = Max("services__last_published_at", filter=Q(services__live=True))
        rows: list[tuple[str, datetime | None]] = []
        for prefix, model in (("linh-vuc", Field), ("su-kien", LifeEvent)):
            topics = model.objects.annotate(changed=changed).exclude(changed=None)
            rows.append((f"/{prefix}/", None))
            rows += [
                (f"/{prefix}/{slug}/", when)
                for slug, when in topics.order_by("slug").values_list("slug", "changed")
            ]
        return [("/co-quan/", None), *rows]


PARTS: dict[str, type[Addresses]] = {
    "trang": PageAddresses,
    "co-quan": AgencyAddresses,
    "chu-de": TopicAddresses,
}


def index(request: HttpRequest) -> HttpResponse:
    """The sitemap: a list of its parts."""
    entries = []
    for name, part in PARTS.items():
        address = absolute(reverse("sitemap_part", args=[name]))
        for number in range(1, part().paginator.num_pages + 1):
            entries.append(SitemapIndexItem(address if number == 1 else f"{address}?p={number}"))
    return render(
        request, "sitemap_index.xml", {"sitemaps": entries}, content_type="application/xml"
    )


def part(request: HttpRequest, section: str) -> HttpResponse:
    """The addresses of one part (?p= for the next few thousand)."""
    return sitemap(request, dict(PARTS), section=section)
