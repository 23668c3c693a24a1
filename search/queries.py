"""What is asked of an engine."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Facets that a visitor can filter by, by name in URLs and JSON.
FACETS = ("field", "agency", "level", "audience", "life_event", "online_level")

#: Longest query that is looked at; the rest is cut (a query is a sentence, not a file).
MAX_QUERY_LENGTH = 300

#: Whom a service may be for, as a visitor says of themselves.
AUDIENCES = ("citizen", "business", "organisation")

SORTS = ("relevance", "popularity", "name", "updated")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say a part of a query: words as they are written, and how much it is trusted.

    ``fields`` (values of the facet "field") are where it is meant so; empty for everywhere.
    """

    words: tuple[str, ...]
    weight: float = 1.0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a query with its readings: as typed, its official term, its right spelling.

    The best reading of a document counts, not their sum. ``weight`` is what the part says about
    the need: a filler ("thủ tục", "ở đâu") little, a name much. ``known`` is "term" for a need that
    the thesaurus knows, "elsewhere" for what people ask of others than an office.
    """

    readings: tuple[Reading, ...]
    weight: float = 1.0
    known: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What visitors said of themselves: where they live (slug of a commune), and one of AUDIENCES.

    It settles the order of results that answer equally well, and hides none.
    """

    place: str = ""
    audience: str = ""

    def __post_init__(self) -> None:
        if self.audience and self.audience not in AUDIENCES:
            raise ValueError(f"unknown audience: {self.audience}")


NOBODY = Visitor()


@dataclass(frozen=True, slots=True)
class Query:
    """A search as the visitor meant it. Empty ``text`` lists everything by popularity.

    ``filters`` maps a facet to the values chosen in it (any of them matches; facets combine by
    "and"). ``page`` counts from 1. ``parts`` is the text as understood; without it the engine
    takes the words as they are.
    """

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ("service",)
    page: int = 1
    size: int = 20
    facets: tuple[str, ...] = FACETS
    sort: str = "relevance"
    """``relevance``, ``popularity``, ``name`` or ``updated``."""
    parts: tuple[Part, ...] = ()
    visitor: Visitor = NOBODY

    def __post_init__(self) -> None:
        unknown = (set(self.filters) | set(self.facets)) - set(FACETS)
        if unknown:
            raise ValueError(f"unknown facets: {', '.join(sorted(unknown))}")
        if self.page < 1 or not 1 <= self.size <= 100:
            raise ValueError("page counts from 1, size from 1 to 100")
        if self.sort not in SORTS:
            raise ValueError(f"unknown order: {self.sort}")
