"""Completes what is being typed, with or without marks."""

from __future__ import annotations

from tantivy import Occur, Query, Searcher

from search.codes import code_forms, procedure_code
from search.documents import Document
from search.engines.embedded.matching import any_of, schema
from search.engines.embedded.schema import from_stored
from search.engines.layout import NAME_PREFIX, WORD_PREFIX
from search.queries import MAX_QUERY_LENGTH
from search.results import Suggestion
from search.text import key, marked_key, tidy, words

#: Rows that are put in order for a list of suggestions.
CANDIDATES = 60


def suggest(searcher: Searcher, text: str, size: int) -> list[Suggestion]:
    """Names in which every typed word begins a word, best first."""
    typed = [word.text for word in words(tidy(text[: 2 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH])]
    if not typed or size < 1:
        return []
    query = _code_query(text) or _name_query(typed)
    hits = searcher.search(query, limit=CANDIDATES, weight_by_field="popularity_weight").hits
    found = [(score, from_stored(searcher.doc(address))) for score, address in hits]
    found.sort(key=lambda one: _order(one[1], typed), reverse=True)
    return [
        Suggestion(document.title, document.code, document.url) for _score, document in found[:size]
    ]


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
        [*must, (Occur.Should, Query.boost_query(start, 20.0)), (Occur.Should, service)]
    )


def _order(document: Document, typed: list[str]) -> tuple[float, ...]:
    """Services first; marks right, begins with what was typed, asked for often, short."""
    start = "".join(key(word) for word in typed)
    names = [document.title, document.short_name, *document.popular_names]
    folded = ["".join(key(word.text) for word in words(name)) for name in names if name]
    marked = {marked_key(word.text) for name in names for word in words(name)}
    right = sum(marked_key(word) in marked for word in typed if marked_key(word))
    begins = 2 if folded[0].startswith(start) else any(f.startswith(start) for f in folded)
    service = document.kind == "service"
    return (service, right, begins, document.popularity, -len(document.title))
