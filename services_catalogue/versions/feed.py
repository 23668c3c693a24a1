"""The versions of one service for feed readers: /dv/<code>/thay-doi/atom.xml."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import escape, format_html_join
from django.utils.translation import gettext as _

from core.addresses import absolute, local
from search.text import tidy
from services_catalogue.models import ServicePage
from services_catalogue.selectors import published
from services_catalogue.versions.history import Step, steps, versions_of

#: Entries in a feed, and changes told in one of them.
ENTRIES, LINES = 20, 30


class VersionsAtom(Feed):
    """One entry for each version, with what it changed."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, code: str) -> ServicePage:
        """The public service with this code."""
        found = published().filter(code=code).first()
        if found is None:
            raise Http404(f"no service {code}")
        return found

    def title(self, page: ServicePage) -> str:
        """What the feed tells of."""
        return tidy(_("Thay đổi: %(title)s") % {"title": page.title})

    def link(self, page: ServicePage) -> str:
        """The page of the same versions."""
        return absolute(local(f"{page.permalink}/thay-doi/"))

    def feed_url(self, page: ServicePage) -> str:
        """The feed's own address."""
        return f"{self.link(page)}atom.xml"

    def items(self, page: ServicePage) -> list[Step]:
        """The newest versions."""
        return steps(list(versions_of(page.code)[:ENTRIES]))

    def item_title(self, item: Step) -> str:
        """The day from which the version holds, and the document that caused it."""
        if item.first:
            return _("Công bố trên cổng")
        day = date_format(item.version.valid_from, "SHORT_DATE_FORMAT")
        said = _("Áp dụng từ %(day)s") % {"day": day}
        return tidy(": ".join(filter(None, (said, item.version.cause))))

    def item_description(self, item: Step) -> str:
        """The note and the changes, as HTML: that is how feed readers take it."""
        note = escape(tidy(item.version.note))
        lines = format_html_join(
            "", "<li>{}</li>", ((tidy(one.as_line()),) for one in item.changes[:LINES])
        )
        return "".join(filter(None, (note and f"<p>{note}</p>", lines and f"<ul>{lines}</ul>")))

    def item_link(self, item: Step) -> str:
        """The comparison with the version before, else the page of all versions."""
        here = absolute(local(f"/dv/{item.version.code}/thay-doi/"))
        number = item.version.number
        return here if item.first else f"{here}?tu={number - 1}&den={number}"

    def item_guid(self, item: Step) -> str:
        """The same in every language."""
        return absolute(f"/dv/{item.version.code}/thay-doi/#ban-{item.version.number}")

    item_guid_is_permalink = False

    def item_pubdate(self, item: Step) -> datetime:
        """When visitors saw it first."""
        return item.version.published_at

    item_updateddate = item_pubdate
