"""Headings and addresses of services, made from official names that are often unreadable."""

import re

from core.text import fold

#: Longest heading made from an official name; beyond it the name is cut at a word.
HEADING_LENGTH = 140

_PREFIX = re.compile(r"^(thủ tục hành chính|thủ tục|tthc)\s*:?\s+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def heading_for(official_name: str, short_name: str = "") -> str:
    """The heading of a service page, at most 255 characters.

    The short name when there is one; else the official name without "Thủ tục", cut at a word
    (never inside one) with "…" when it is longer than HEADING_LENGTH.
    """
    if short_name.strip():
        return short_name.strip()[:255]
    name = _PREFIX.sub("", _SPACE.sub(" ", official_name).strip()).rstrip(" .;:")
    if not name:
        return ""
    name = name[0].upper() + name[1:]
    if len(name) <= HEADING_LENGTH:
        return name
    cut = name[:HEADING_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–-(")
    return f"{cut}…"


def slug_for(title: str, code: str) -> str:
    """A readable, unique part of the address: words of the title, then the digits of the code."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    if len(words) > 80:
        words = words[:80].rsplit("-", 1)[0]
    digits = re.sub(r"[^a-z0-9]+", "", code.lower())
    return f"{words}-{digits}".strip("-")
