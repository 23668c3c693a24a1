"""News for feed readers and other sites."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from core.addresses import absolute
from news.models import NewsPage
from search.text import tidy

#: Entries in the feed.
ENTRIES = 30


class NewsAtom(Feed):
    """News and announcements, newest first, as Atom."""

    feed_type = Atom1Feed
    title = _("Tin tức và thông báo")
    subtitle = _("Tin và thông báo của các cơ quan trong tỉnh")
    language = "vi"
    address = "/tin-tuc/atom.xml"

    def link(self) -> str:
        """The page of the news."""
        return absolute("/tin-tuc/")

    def feed_url(self) -> str:
        """The feed's own address."""
        return absolute(self.address)

    def items(self) -> QuerySet[NewsPage]:
        """The latest, Vietnamese ones."""
        return (
            NewsPage.objects.live()
            .public()
            .filter(locale__language_code="vi")
            .select_related("locale")
            .order_by("-date", "-pk")[:ENTRIES]
        )

    def item_title(self, item: NewsPage) -> str:
        """The heading, without characters that XML does not have."""
        return tidy(item.title)

    def item_description(self, item: NewsPage) -> str:
        """The summary, as HTML: that is how feed readers take it."""
        return escape(tidy(item.summary))

    def item_link(self, item: NewsPage) -> str:
        """Absolute address."""
        return absolute(item.get_url() or "/tin-tuc/")

    def item_guid(self, item: NewsPage) -> str:
        """One that outlives a change of the address."""
        return absolute(f"/#tin-{item.pk}")

    item_guid_is_permalink = False

    def item_pubdate(self, item: NewsPage) -> datetime:
        """The day of the news, at its beginning."""
        return make_aware(datetime.combine(item.date, time.min))

    def item_updateddate(self, item: NewsPage) -> datetime:
        """When it was last published."""
        return item.last_published_at or self.item_pubdate(item)

    def item_categories(self, item: NewsPage) -> list[str]:
        """News or announcement."""
        return [str(item.get_kind_display())]

    def item_author_name(self, item: NewsPage) -> str:
        """The agency that tells it."""
        return tidy(item.source)


class NewsRss(NewsAtom):
    """The same as RSS 2.0."""

    feed_type = Rss201rev2Feed  # type: ignore[assignment]

    address = "/tin-tuc/rss.xml"
    description = NewsAtom.subtitle
