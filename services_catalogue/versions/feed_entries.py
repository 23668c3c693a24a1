"""What the feed of one service tells: how it stands, what is announced, what its versions changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.addresses import absolute, local
from search.text import tidy
from services_catalogue.differences import FieldChange
from services_catalogue.versions.coming import coming
from services_catalogue.versions.history import Announced, Step, announced, steps, versions_of
from services_catalogue.versions.standing import Standing, since

#: Versions in a feed, and changes told in one of them.
VERSIONS, LINES = 20, 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``html`` as feed readers take it, ``guid`` the same in every language."""

    title: str
    html: str
    link: str
    guid: str
    at: datetime


def entries_of(standing: Standing) -> list[Entry]:
    """The entries of a service, the news first; of one that is gone only that it is gone."""
    first = [] if standing.ordinary else [_of_standing(standing)]
    if standing.gone:
        return first
    versions = list(versions_of(standing.code)[:VERSIONS])
    waiting = announced(versions[0] if versions else None, coming(standing.code))
    first += [_of_announced(one) for one in reversed(waiting) if one.changes]
    return first + [_of_step(one) for one in steps(versions)]


def _of_standing(standing: Standing) -> Entry:
    address = absolute(local(f"/dv/{standing.code}"))
    said = _("Đã gỡ khỏi cổng") if standing.gone else _("Được thay bằng dịch vụ khác")
    html = ""
    if standing.way_on is not None:
        way_on = standing.way_on
        html = format_html(
            '<p>{} <a href="{}">{}</a></p>',
            _("Từ nay bạn dùng dịch vụ này:"),
            absolute(local(f"/dv/{way_on.code}")),
            f"{way_on.title} ({way_on.code})",
        )
    guid = f"{absolute(f'/dv/{standing.code}/thay-doi/')}#con-{standing.key}"
    at = since(standing)
    assert at is not None  # noqa: S101 - what stands so was recorded in the same transaction
    return Entry(said, html, address, guid, at)


def _of_announced(item: Announced) -> Entry:
    version = item.version
    here = f"/dv/{version.code}/thay-doi/"
    day = item.day or localdate(version.revision.approved_go_live_at)
    said = _("Sẽ áp dụng từ %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}
    title = tidy(": ".join(filter(None, (said, version.cause))))
    # Approved anew for the same day, with what was corrected meanwhile, it is the same news.
    guid = f"{absolute(here)}#sap-{day.isoformat()}"
    html = _html(version.note, item.changes)
    return Entry(title, html, absolute(local(here)), guid, version.revision.created_at)


def _of_step(item: Step) -> Entry:
    version = item.version
    here = absolute(local(f"/dv/{version.code}/thay-doi/"))
    title, link = _("Công bố trên cổng"), here
    if not item.first:
        day = date_format(version.valid_from, "SHORT_DATE_FORMAT")
        said = _("Áp dụng từ %(day)s") % {"day": day}
        title = tidy(": ".join(filter(None, (said, version.cause))))
        link = f"{here}?tu={version.number - 1}&den={version.number}"
    guid = f"{absolute(f'/dv/{version.code}/thay-doi/')}#ban-{version.number}"
    return Entry(title, _html(version.note, item.changes), link, guid, version.published_at)


def _html(note: str, changes: Iterable[FieldChange]) -> str:
    said = escape(tidy(note))
    lines = format_html_join(
        "", "<li>{}</li>", ((tidy(one.as_line()),) for one in list(changes)[:LINES])
    )
    return "".join(filter(None, (said and f"<p>{said}</p>", lines and f"<ul>{lines}</ul>")))
