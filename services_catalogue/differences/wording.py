"""Values of a state in words: the same words that the service's page uses."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services_catalogue.facts import duration, money
from services_catalogue.vocabulary import ChannelKind

Part = Mapping[str, Any]

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</?(?:p|br|li|ul|ol|h[2-4]|hr)\b[^>]*>")


def chosen(choices: type[TextChoices], value: Any) -> str:
    """The label of a value; the value itself when the vocabulary does not know it (any more)."""
    try:
        return str(choices(value).label)
    except ValueError:
        return str(value or "")


def day(value: Any) -> str:
    """A date of a state ("2027-01-01") as people write it; empty for none."""
    return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT") if value else ""


def fee(part: Part) -> str:
    """A fee: its amount, else its words."""
    return money(part["amount"]) if part.get("amount") is not None else part.get("text", "")


def time(part: Part) -> str:
    """A time limit: its number with the unit, else its words."""
    if part.get("value") is not None and part.get("unit"):
        return duration(part["value"], part["unit"])
    return part.get("text", "")


def channel(part: Part) -> str:
    """A way of handing in, within a sentence."""
    label = chosen(ChannelKind, part.get("kind"))
    return label[:1].lower() + label[1:]


def copies(paper: Part) -> str:
    """How many of a paper: "1 bản chính, 2 bản sao"."""
    originals, others = paper.get("originals") or 0, paper.get("copies") or 0
    counted = []
    if originals:
        counted.append(
            ngettext("%(number)s bản chính", "%(number)s bản chính", originals)
            % {"number": originals}
        )
    if others:
        counted.append(
            ngettext("%(number)s bản sao", "%(number)s bản sao", others) % {"number": others}
        )
    return ", ".join(counted) or _("không cần nộp bản nào")


def form(paper: Part) -> str:
    """The blank form of a paper: its name, and the file or address behind it."""
    stated = paper.get("form") or {}
    place = stated.get("file") or stated.get("url") or ""
    name = stated.get("name", "")
    return f"{name} ({place})" if name and place and place != name else name or place


def step(part: Part) -> str:
    """A step as a text: its name, what to do, who does it."""
    return "\n".join(filter(None, (part.get("title"), part.get("body"), part.get("actor"))))


def law(part: Part) -> str:
    """A legal document: "60/2014/QH13 Luật Hộ tịch"."""
    return " ".join(filter(None, (part.get("number"), part.get("title"))))


def guidance(value: Any) -> str:
    """Guidance, plain or in blocks, as plain text, a paragraph a line."""
    if isinstance(value, str):
        return value
    return "\n".join(filter(None, (_block(one.get("value")) for one in value or ())))


def _block(value: Any) -> str:
    if isinstance(value, Mapping):
        return "\n".join(filter(None, (_block(one) for key, one in value.items() if key != "tone")))
    if isinstance(value, list):
        return "\n".join(filter(None, map(_block, value)))
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, bool) else _("[tệp số %s]") % value
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", value)))
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
