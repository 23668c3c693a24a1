"""The five answers at the top of a service page: how, how long, how much, who, what you get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services_catalogue import facts
from services_catalogue.vocabulary import ChannelKind, OnlineLevel
from services_catalogue.waiting import days_in_words, real_wait

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage

#: Longer texts belong in the table below; the card says where to look.
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of the card, its answer, and a line beneath. ``icon`` is a lucide name.

    ``quoted`` and ``detail_quoted`` mark words of the service itself, in its own language.
    ``reality`` is what really happened, beside what the law says.
    """

    icon: str
    question: str
    text: str
    detail: str = ""
    wide: bool = False
    quoted: bool = False
    detail_quoted: bool = False
    reality: str = ""


def answers(page: ServicePage) -> list[Answer]:
    """Every question has an answer, if only that nothing is stated; results only when there are any."""
    found = [_how(page), _how_long(page), _how_much(page), _who(page)]
    outputs = [one.name.strip().rstrip(".;") for one in page.outputs.all() if one.name.strip()]
    if outputs:
        together = "; ".join(outputs)
        fits = len(together) <= 220
        first = together if fits else Truncator(outputs[0]).chars(220, truncate=" …")
        more = 0 if fits else len(outputs) - 1
        detail = (
            ngettext("và %(number)d kết quả khác", "và %(number)d kết quả khác", more)
            % {"number": more}
            if more
            else ""
        )
        found.append(
            Answer("file-check", _("Bạn nhận được"), first, detail, wide=True, quoted=True)
        )
    return found


def _how(page: ServicePage) -> Answer:
    level = OnlineLevel(page.online_level)
    kinds = {one.kind for one in page.channels.all()}
    said = ChannelKind.IN_PERSON if level == OnlineLevel.INFO else ChannelKind.ONLINE
    others = [
        {ChannelKind.IN_PERSON: _("nộp trực tiếp"), ChannelKind.POST: _("qua bưu chính")}[kind]
        for kind in (ChannelKind.IN_PERSON, ChannelKind.POST)
        if kind in kinds and kind != said
    ]
    detail = _("hoặc %(ways)s") % {"ways": ", ".join(others)} if others else ""
    return Answer("globe", _("Nộp thế nào"), str(level.label), detail)


def _how_long(page: ServicePage) -> Answer:
    question = _("Bao lâu có kết quả")
    limit = facts.lead_limit(page)
    if limit is None:
        return Answer("clock", question, _("Chưa công bố"), _("hỏi nơi tiếp nhận khi nộp"))
    text = facts.describe_time(limit)
    if len(text) > LONGEST:
        return Answer("clock", question, _("Tuỳ trường hợp"), _("xem bảng thời hạn bên dưới"))
    others = {
        facts.describe_time(one)
        for channel in page.channels.all()
        for one in channel.time_limits.all()
    } - {text, ""}
    condition = _short(limit.description)
    detail = condition
    if others and not detail:
        detail = _("có trường hợp khác, xem bảng bên dưới")
    own_words = limit.value is None or not limit.unit
    return Answer(
        "clock",
        question,
        text,
        detail,
        quoted=own_words,
        detail_quoted=bool(condition),
        reality=_really(page),
    )


def _really(page: ServicePage) -> str:
    wait = real_wait(page.code)
    if wait is None:
        return ""
    return _("12 tháng qua: một nửa xong trong %(half)s, 90 %% trong %(most)s") % {
        "half": days_in_words(wait.median_days, working=False),
        "most": days_in_words(wait.p90_days),
    }


def _how_much(page: ServicePage) -> Answer:
    question = _("Phí, lệ phí")
    text = facts.fee_text(page)
    if not text:
        return Answer("banknote", question, _("Chưa công bố"), _("hỏi nơi tiếp nhận khi nộp"))
    if len(text) > LONGEST:
        return Answer("banknote", question, _("Tuỳ trường hợp"), _("xem bảng lệ phí bên dưới"))
    fees = facts.lead_fees(page)
    condition = _short(fees[0].description)
    own_words = all(fee.amount is None for fee in fees)
    if len(fees) == 1:
        return Answer("banknote", question, text, condition, quoted=own_words, detail_quoted=True)
    if fees[0].amount == 0 and condition:
        return Answer("banknote", question, facts.money(0), condition, detail_quoted=True)
    detail = _("tuỳ trường hợp, xem bảng bên dưới")
    return Answer("banknote", question, text, detail, quoted=own_words)


def _who(page: ServicePage) -> Answer:
    name = facts.agency_text(page)
    detail = _("nộp ở nơi tiếp nhận nào trong tỉnh cũng được") if page.non_territorial else ""
    text = name or _("Chưa công bố")
    return Answer("landmark", _("Ai giải quyết"), text, detail, quoted=bool(name))


def _short(text: str) -> str:
    text = text.strip().rstrip(".;")
    if not text or len(text) > LONGEST * 1.5:
        return ""
    return text
