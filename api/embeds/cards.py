"""A service as a card on other sites: the same facts for the component, the frame and the badge."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.addresses import absolute, local
from core.site_settings import PortalSettings
from services_catalogue.answers import answers
from services_catalogue.loading import load_parts
from services_catalogue.models import ServicePage
from services_catalogue.permalinks import Destination, destination, withdrawn
from services_catalogue.selectors import published
from services_catalogue.starting import in_force, start

#: Questions of the service page that a card answers: how, how long, how much.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A question and its answer; ``lang`` is the language of an answer in the service's own words."""

    label: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a card shows, in the reader's language.

    ``state`` is ``now``, ``later``, ``ended``, ``replaced`` (still readable), ``gone`` (withdrawn)
    or ``unknown`` (no such code); a card of the last two has no facts.
    """

    code: str
    state: str
    title: str
    lang: str
    link: str
    link_label: str
    provider: str
    note: str = ""
    facts: list[Fact] = field(default_factory=list)
    start: str = ""
    start_label: str = ""
    updated: str = ""

    def as_json(self) -> dict[str, Any]:
        """The card for the component; members are only ever added."""
        return {"version": 1, **asdict(self)}


def card_for(code: str, settings: PortalSettings, case: str = "") -> Card:
    """The card of ``code`` or of what took its place; for any text there is a card.

    ``case`` is the number of a case (?th=). Reads in the active language.
    """
    language = get_language() or "vi"
    found = destination(code, language=language)
    if (
        found is not None
        and not published(found.page.content_language).filter(pk=found.page.pk).exists()
    ):
        found = None
    provider = settings.full_name
    if found is None:
        return _absent(code, provider)
    return _present(found, provider, case)


def _absent(code: str, provider: str) -> Card:
    told = withdrawn(code)
    return Card(
        code=code[:40],
        state="gone" if told else "unknown",
        title=told.title if told else _("Không có mã thủ tục này"),
        lang="vi" if told else "",
        link=absolute(local("/dich-vu/")),
        link_label=_("Xem tất cả dịch vụ"),
        provider=provider,
        note=_("Dịch vụ này không còn được cung cấp.") if told else "",
    )


def _present(found: Destination, provider: str, case: str) -> Card:
    page = load_parts(found.page)
    query = f"?{urlencode({'th': case})}" if case.isdigit() and not found.replaced else ""
    link = absolute(local(page.permalink) + query)
    own = page.content_language if page.content_language != get_language() else ""
    state = in_force(page)
    where, label = _start(page, link)
    return Card(
        code=page.code,
        state=state,
        title=page.title,
        lang=own,
        link=link,
        link_label=_("Xem giấy tờ cần có"),
        provider=provider,
        note=_note(found, state),
        facts=[
            Fact(one.question, one.text, own if one.quoted else "")
            for one in answers(page)[:_SHOWN]
        ],
        start=where,
        start_label=label,
        updated=_updated(page),
    )


def _updated(page: ServicePage) -> str:
    if page.last_published_at is None:
        return ""
    day = date_format(localtime(page.last_published_at), "SHORT_DATE_FORMAT")
    return _("Cập nhật ngày %(day)s") % {"day": day}


def _start(page: ServicePage, link: str) -> tuple[str, str]:
    """(address, label) of the button: never a promise that the service does not keep."""
    leads = start(page)
    if leads.kind == "online_here":
        return absolute(local(leads.url)), _("Bắt đầu nộp hồ sơ")
    if leads.kind == "leads_elsewhere":
        return leads.url, _("Nộp tại %(host)s") % {"host": leads.host}
    if leads.kind == "in_person":
        return link, _("Xem nơi nộp hồ sơ")
    return "", ""


def _note(found: Destination, state: str) -> str:
    if found.replaced is not None:
        return _("Thay cho “%(title)s”, không còn được cung cấp.") % {"title": found.replaced.title}
    if state == "replaced" and found.page.superseded_by:
        return _("Đã được thay bằng “%(title)s”.") % {"title": found.page.superseded_by.title}
    return {
        "later": _("Dịch vụ chưa có hiệu lực."),
        "ended": _("Dịch vụ đã hết hiệu lực."),
        "replaced": _("Dịch vụ đã được thay thế."),
    }.get(state, "")
