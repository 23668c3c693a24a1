"""What the search knows of a page: a flat, frozen document. A page turns itself into one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        for name in ("field", "online_level"):
            data[name] = _pair(data[name]) if data[name] else None
        for name in _LABELS:
            data[name] = [_pair(label) for label in data[name]]
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Document:
        """The document that :meth:`as_dict` gave; keys it does not know are left out."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        for name in ("field", "online_level"):
            known[name] = Label(*known[name]) if known.get(name) else None
        for name in _LABELS:
            known[name] = tuple(Label(*pair) for pair in known.get(name, ()))
        for name in ("popular_names", "keywords"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)

    def labels(self, facet: str) -> tuple[Label, ...]:
        """The document's values in ``facet``."""
        value = getattr(self, FACET_ATTRIBUTES[facet])
        return value if isinstance(value, tuple) else (value,) if value else ()


_LABELS = ("agencies", "levels", "audiences", "life_events")

#: Where the values of a facet stand.
FACET_ATTRIBUTES = {
    "field": "field",
    "agency": "agencies",
    "level": "levels",
    "audience": "audiences",
    "life_event": "life_events",
    "online_level": "online_level",
}


def _pair(label: Label) -> list[str]:
    return [label.value, label.label]
