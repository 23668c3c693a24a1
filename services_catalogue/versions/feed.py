"""The news of one service for feed readers: /dv/<code>/thay-doi/atom.xml."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from core.addresses import absolute, local
from search.text import tidy
from services_catalogue.selectors import published
from services_catalogue.versions.feed_entries import Entry, entries_of
from services_catalogue.versions.standing import Standing, standing_of


class VersionsAtom(Feed):
    """What is announced, one entry for each version, and that a service is gone or replaced.

    The feed of a service that was withdrawn goes on: its readers would else never hear of it.
    """

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, code: str) -> Standing:
        """How the service with this code stands."""
        standing = standing_of(code)
        if standing is None or not (standing.gone or published().filter(code=code).exists()):
            raise Http404(f"no service {code}")
        return standing

    def title(self, standing: Standing) -> str:
        """What the feed tells of."""
        return tidy(_("Thay đổi: %(title)s") % {"title": standing.title})

    def link(self, standing: Standing) -> str:
        """The page of the same versions."""
        return absolute(local(f"/dv/{standing.code}/thay-doi/"))

    def feed_url(self, standing: Standing) -> str:
        """The feed's own address."""
        return f"{self.link(standing)}atom.xml"

    def items(self, standing: Standing) -> list[Entry]:
        """The entries, the news first."""
        return entries_of(standing)

    def item_title(self, item: Entry) -> str:
        """What happened, from when, and the document that caused it."""
        return item.title

    def item_description(self, item: Entry) -> str:
        """The note and the changes, as HTML: that is how feed readers take it."""
        return item.html

    def item_link(self, item: Entry) -> str:
        """The comparison with the version before, else the page of all versions."""
        return item.link

    def item_guid(self, item: Entry) -> str:
        """The same in every language."""
        return item.guid

    item_guid_is_permalink = False

    def item_pubdate(self, item: Entry) -> datetime:
        """When visitors could know it first."""
        return item.at

    item_updateddate = item_pubdate
