"""The list under the search box: what each line is ordered by, the same for all engines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.documents import Document
from search.results import Suggestion
from search.text import key, marked_key, tidy, words


@dataclass(frozen=True, slots=True)
class Line:
    """A document as a suggestion, cut once."""

    suggestion: Suggestion
    service: bool
    names: tuple[str, ...]
    """Its names folded, without spaces; the title first."""
    marked: frozenset[str]
    popularity: int


def line_for(document: Document) -> Line:
    """Cut the names of ``document``."""
    names = [document.title, document.short_name, *document.popular_names]
    cut = [[word.text for word in words(tidy(name))] for name in names if name]
    return Line(
        Suggestion(document.title, document.code, document.url),
        document.kind == "service",
        tuple("".join(map(key, name)) for name in cut),
        frozenset(marked_key(word) for name in cut for word in name),
        document.popularity,
    )


def best_lines(lines: Iterable[Line], typed: Sequence[str], size: int) -> list[Suggestion]:
    """The first ``size``: services, marks right, begins with or holds what was typed, asked for often, short.

    To hold it is as good as to begin with it, but for the title: "giay khai" stands in "làm giấy khai
    sinh", which more people want than the one name that begins so.
    """
    start = "".join(map(key, typed))
    marked = [one for one in map(marked_key, typed) if one]

    def order(line: Line) -> tuple[int, ...]:
        begins = (
            2
            if line.names[:1] and line.names[0].startswith(start)
            else int(any(start in name for name in line.names))
        )
        right = sum(one in line.marked for one in marked)
        return (line.service, right, begins, line.popularity, -len(line.suggestion.text))

    return [line.suggestion for line in sorted(lines, key=order, reverse=True)[:size]]
