"""What an engine answers: plain frozen data, no engine's object."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from search.documents import Document


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice in a facet, with how many results it would leave."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``highlights`` maps a field to its text with <mark>…</mark>, escaped elsewhere."""

    document: Document
    score: float
    highlights: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list under the search box."""

    text: str
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class ResultSet:
    """A page of hits with facets. ``understood`` is the query as it was read; "" when as typed."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[FacetValue, ...]]
    engine: str
    took_ms: float
    page: int
    size: int
    understood: str = ""
    did_you_mean: str = ""
    low_confidence: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, ceil(self.total / self.size))
