"""New and changed services for feed readers and other sites."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.addresses import absolute
from search.text import tidy
from services_catalogue.models import Field, ServicePage

#: Entries in a feed.
ENTRIES = 50


class ServicesAtom(Feed):
    """Services in the order in which they were last published, all or those of a field."""

    feed_type = Atom1Feed
    language = "vi"

    def get_object(self, request: HttpRequest, slug: str = "") -> Field | None:
        """The field in the address, None for all."""
        return get_object_or_404(Field, slug=slug) if slug else None

    def title(self, field: Field | None) -> str:
        """What the feed holds."""
        heading = _("Dịch vụ mới, dịch vụ thay đổi")
        return f"{heading}: {field.name}" if field else heading

    def link(self, field: Field | None) -> str:
        """The page of the same services."""
        return absolute(f"/linh-vuc/{field.slug}/" if field else "/dich-vu/")

    def feed_url(self, field: Field | None) -> str:
        """The feed's own address."""
        return f"{self.link(field)}atom.xml"

    def items(self, field: Field | None) -> QuerySet[ServicePage]:
        """The latest, Vietnamese ones."""
        services = ServicePage.objects.live().public().filter(content_language="vi")
        if field:
            services = services.filter(field=field)
        return (
            services.exclude(last_published_at=None)
            .select_related("field")
            .order_by("-last_published_at", "-pk")
            .only(*_SHOWN)[:ENTRIES]
        )

    def item_title(self, item: ServicePage) -> str:
        """The heading people see, without characters that XML does not have."""
        return tidy(item.title)

    def item_description(self, item: ServicePage) -> str:
        """The summary, else the official name, as HTML: that is how feed readers take it."""
        return escape(tidy(item.summary or item.official_name))

    def item_link(self, item: ServicePage) -> str:
        """The permanent address."""
        return absolute(item.permalink)

    def item_guid(self, item: ServicePage) -> str:
        """The same: a service keeps it for ever."""
        return absolute(item.permalink)

    def item_pubdate(self, item: ServicePage) -> datetime:
        """When it first appeared."""
        return item.first_published_at or self.item_updateddate(item)

    def item_updateddate(self, item: ServicePage) -> datetime:
        """When it last changed."""
        return item.last_published_at or timezone.now()

    def item_categories(self, item: ServicePage) -> list[Any]:
        """Its field."""
        return [item.field.name]


_SHOWN = (
    *("title", "summary", "official_name", "code", "first_published_at", "last_published_at"),
    *("field__name", "field__slug"),
)
