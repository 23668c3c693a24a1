"""What the search knows of a page: a flat, frozen document. A page turns itself into one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A value to filter by and the words that people see for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the engines see it.

    ``id`` is ``page:<pk>``. ``version`` grows with every publication (microseconds since the
    epoch of the last one): an older write never replaces a newer. ``facts`` are short lines for
    lists (time, fee, agency), shown as they are. Texts are plain, never HTML.
    """

    id: str
    kind: str
    """``service``, ``news`` or ``guidance``."""
    version: int
    title: str
    url: str
    code: str = ""
    official_name: str = ""
    short_name: str = ""
    popular_names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    field: Label | None = None
    agencies: tuple[Label, ...] = ()
    levels: tuple[Label, ...] = ()
    audiences: tuple[Label, ...] = ()
    life_events: tuple[Label, ...] = ()
    online_level: Label | None = None
    popularity: int = 0
    time_text: str = ""
    fee_text: str = ""
    agency_text: str = ""
    updated_on: str = ""
    """ISO date of the last review or publication."""
