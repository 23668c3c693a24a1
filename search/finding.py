"""The way in for pages and interfaces: understand the query, ask the engine, say what was understood."""

from __future__ import annotations

from search.engines import get_engine
from search.queries import Query
from search.results import ResultSet, Suggestion


def find(query: Query) -> ResultSet:
    """Answer ``query``. Raises SearchUnavailable when no engine can."""
    return get_engine().search(query)


def suggest(text: str, *, size: int = 8) -> list[Suggestion]:
    """Complete what is being typed. Raises SearchUnavailable when no engine can."""
    return get_engine().suggest(text, size=size)
