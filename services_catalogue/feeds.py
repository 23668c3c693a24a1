"""New and changed services for feed readers and other sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.addresses import absolute
from search.engines import SearchUnavailable
from search.finding import find
from search.queries import FACETS, MAX_QUERY_LENGTH, Query
from search.text import tidy
from services_catalogue.models import Agency, Field, LifeEvent, ServicePage
from services_catalogue.selectors import published

#: Entries in a feed.
ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Selection:
    """What a feed is about: its heading, the page of the same services, its own address."""

    heading: str
    link: str
    address: str
    services: QuerySet[ServicePage]


class ServicesAtom(Feed):
    """Services in the order in which they were last published: all, or those of a topic.

    ``topic`` is a taxonomy with a slug and ``lookup`` the way from a service to its rows.
    """

    feed_type = Atom1Feed
    language = "vi"
    topic: type[Field] | type[Agency] | type[LifeEvent] | None = None
    lookup = ""

    def get_object(self, request: HttpRequest, slug: str = "") -> Selection:
        """The services that the address names."""
        heading = _("Dịch vụ mới, dịch vụ thay đổi")
        if self.topic is None:
            return _selection(heading, "/dich-vu/", published())
        topic: Any = get_object_or_404(self.topic, slug=slug)
        # Not a join: an agency may stand in several roles of one service.
        rows = self.topic.objects.filter(pk=topic.pk).values("pk")
        among = ServicePage.objects.filter(**{f"{self.lookup}__in": rows}).values("pk")
        return _selection(
            f"{heading}: {topic.name}", topic.get_absolute_url(), published().filter(pk__in=among)
        )

    def title(self, selection: Selection) -> str:
        """What the feed holds."""
        return tidy(selection.heading)

    def link(self, selection: Selection) -> str:
        """The page of the same services."""
        return absolute(selection.link)

    def feed_url(self, selection: Selection) -> str:
        """The feed's own address."""
        return absolute(selection.address)

    def items(self, selection: Selection) -> QuerySet[ServicePage]:
        """The latest, Vietnamese ones."""
        return (
            selection.services.exclude(last_published_at=None)
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


def _selection(heading: str, link: str, services: QuerySet[ServicePage]) -> Selection:
    return Selection(heading, link, f"{link}atom.xml", services)


class FieldAtom(ServicesAtom):
    """Services of a field."""

    topic, lookup = Field, "field"


class AgencyAtom(ServicesAtom):
    """Services in which an agency has a role."""

    topic, lookup = Agency, "service_agencies__agency"


class LifeEventAtom(ServicesAtom):
    """Services for a life event."""

    topic, lookup = LifeEvent, "life_events"


class SearchAtom(ServicesAtom):
    """The services that a search finds first, ordered by when they last changed."""

    def get_object(self, request: HttpRequest, slug: str = "") -> Selection:
        """The search in the address: ?q= and facets, as on the page of results."""
        text = request.GET.get("q", "").strip()[:MAX_QUERY_LENGTH]
        chosen = {name: tuple(request.GET.getlist(name)[:20]) for name in FACETS}
        filters = {name: values for name, values in chosen.items() if values}
        try:
            found = find(Query(text=text, filters=filters, size=ENTRIES, facets=()))
        except SearchUnavailable as away:
            raise Http404("search is away") from away
        codes = [hit.document.code for hit in found.hits if hit.document.code]
        query = urlencode({"q": text, **filters}, doseq=True)
        return Selection(
            _("Tìm “%(text)s”") % {"text": text} if text else _("Tìm dịch vụ"),
            f"/tim-kiem/?{query}",
            f"/tim-kiem/atom.xml?{query}",
            published().filter(code__in=codes),
        )
