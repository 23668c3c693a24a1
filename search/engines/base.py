"""The one interface of all engines. A contract suite (tests/contracts/) holds each to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from search.documents import Document
from search.queries import Query
from search.results import ResultSet, Suggestion


class SearchUnavailable(Exception):
    """The engine cannot answer now; the message says why, for the log and /readyz."""


@dataclass(frozen=True, slots=True)
class Health:
    """State of an engine, a row of /readyz."""

    ok: bool
    engine: str
    documents: int
    detail: str = ""


class SearchEngine(Protocol):
    """Puts documents and finds them again. Errors: :class:`SearchUnavailable`."""

    @property
    def name(self) -> str:
        """The engine that answers now."""

    def put(self, documents: Iterable[Document]) -> int:
        """Add or replace by id, unless a newer version is there. Answers how many were written."""

    def delete(self, ids: Iterable[str]) -> int:
        """Remove by id; unknown ids are no error."""

    def search(self, query: Query) -> ResultSet:
        """Answer a page of results with the facets asked for; a facet ignores its own filter.

        Documents come without their bodies, which no list shows.
        """

    def suggest(self, text: str, *, size: int = 8) -> list[Suggestion]:
        """Complete what is being typed, with or without marks."""

    def vocabulary(self) -> Mapping[str, int]:
        """Words of the index, lower case with marks, and in how many documents each stands.

        Neighbours in names count too, as "khai sinh" (with one space).
        """

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the old one, then swap. A crash before leaves the old one."""

    def health(self) -> Health:
        """Tell whether it can answer, without raising."""
