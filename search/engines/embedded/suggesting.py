"""Completes what is being typed, with or without marks."""

from __future__ import annotations

from tantivy import Occur, Query

from search.codes import code_forms, procedure_code
from search.engines.embedded.kept import place_of
from search.engines.embedded.matching import any_of, schema
from search.engines.embedded.reading import Snapshot
from search.engines.layout import (
    CANDIDATES,
    NAME_PREFIX,
    START,
    WORD_PREFIX,
)
from search.engines.suggestions import best_lines
from search.queries import MAX_QUERY_LENGTH
from search.results import Suggestion
from search.text import key, tidy, words


def suggest(snapshot: Snapshot, text: str, size: int) -> list[Suggestion]:
    """Names in which every typed word begins a word, best first."""
    typed = [word.text for word in words(tidy(text[: 2 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH])]
    if not typed or size < 1:
        return []
    query = _code_query(text) or _name_query(typed)
    found = snapshot.searcher.search(
        query, limit=CANDIDATES, count=False, weight_by_field="popularity_weight"
    )
    lines = [snapshot.kept.line(place_of(address)) for _score, address in found.hits]
    return best_lines(lines, typed, size)


def _code_query(text: str) -> Query | None:
    code = procedure_code(text)
    if not code:
        return None
    return any_of([Query.term_query(schema(), "code", form) for form in code_forms(code)])


def _name_query(typed: list[str]) -> Query:
    cut = [key(word) for word in typed]
    must = [
        (Occur.Must, Query.term_query(schema(), "prefixes", word[:WORD_PREFIX], "basic"))
        for word in dict.fromkeys(cut)
    ]
    start = Query.term_query(schema(), "starts", "".join(cut)[:NAME_PREFIX], "basic")
    service = Query.const_score_query(Query.term_query(schema(), "kind", "service"), 1.0)
    return Query.boolean_query(
        [*must, (Occur.Should, Query.boost_query(start, START)), (Occur.Should, service)]
    )
