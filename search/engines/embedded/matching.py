"""Turns a query into Tantivy's query objects. No query parser: no text can be a syntax error."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from tantivy import Occur, Query, Schema

from search.codes import code_forms, procedure_code
from search.engines.embedded.schema import build_schema
from search.engines.layout import (
    BOOSTS,
    LOOSEST,
    MARKED,
    MARKS,
    NEEDED_WEIGHT,
    PAIR,
    PAIR_MARKED,
    TELLING,
    TIE,
    enough_alone,
    facet_value,
    joined,
    needed_count,
    needed_words,
    plain_parts,
)
from search.queries import Part, Reading
from search.queries import Query as Asked
from search.text import key, marked_key


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The schema, built once a process."""
    return build_schema()


def text_query(asked: Asked, share: float = 2 / 3) -> Query:
    """What the text of ``asked`` must match, filters left aside; ``share`` of its parts at least."""
    if not asked.text.strip():
        return Query.all_query()
    code = procedure_code(asked.text)
    if code:
        return any_of([Query.term_query(schema(), "code", form) for form in code_forms(code)])
    parts = asked.parts or plain_parts(asked.text)
    if not parts:
        return Query.empty_query()
    needed = [part for part in parts if part.weight >= NEEDED_WEIGHT] or list(parts)
    fields = tuple(BOOSTS) if share == LOOSEST else TELLING
    clauses = {part: _part(part, fields) for part in parts}
    least = needed_count(len(needed), share)
    enough = [
        Query.boolean_query(
            [(Occur.Should, clauses[part]) for part in needed], minimum_number_should_match=least
        ),
        *(clauses[part] for part in enough_alone(needed, share)),
    ]
    must = Query.const_score_query(any_of(enough), 0.0)
    should = [(Occur.Should, clause) for clause in clauses.values()]
    should += [(Occur.Should, pair) for pair in _pairs_across(parts)]
    return Query.boolean_query([(Occur.Must, must), *should])


def filter_clauses(asked: Asked, *, without: str = "") -> list[tuple[Occur, Query]]:
    """Kinds and filters as conditions without score; ``without`` leaves one facet out."""
    clauses = [_one_of("kind", asked.kinds)] if asked.kinds else []
    clauses += [
        _one_of(facet_value(facet), values)
        for facet, values in asked.filters.items()
        if values and facet != without
    ]
    return [(Occur.Must, Query.const_score_query(clause, 0.0)) for clause in clauses]


def any_of(queries: list[Query]) -> Query:
    """The best of ``queries``."""
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)


def _one_of(field: str, values: tuple[str, ...]) -> Query:
    return Query.term_set_query(schema(), field, list(values))


def _part(part: Part, fields: tuple[str, ...]) -> Query:
    typed = max(1, len(part.readings[0].words)) if part.readings else 1
    readings = []
    for reading in part.readings:
        if reading.words:
            # A long official term must not outweigh the rest of the query by its length.
            longer = max(1.0, len(reading.words) / typed)
            weight = reading.weight * part.weight / longer**0.5
            readings.append(Query.boost_query(_reading(reading, fields), weight))
    return any_of(readings) if readings else Query.empty_query()


def _reading(reading: Reading, fields: tuple[str, ...]) -> Query:
    clauses = [(Occur.Should, _word(word, fields)) for word in reading.words]
    if reading.fields:
        here = Query.const_score_query(_one_of(facet_value("field"), reading.fields), 0.0)
        return Query.boolean_query([(Occur.Must, _all(reading, clauses)), (Occur.Must, here)])
    return _all(reading, clauses)


def _all(reading: Reading, clauses: list[tuple[Occur, Query]]) -> Query:
    count = len(clauses)
    if count == 1:
        return clauses[0][1]
    must = Query.boolean_query(clauses, minimum_number_should_match=needed_words(count))
    pairs = [(Occur.Should, pair) for pair in _pairs(reading.words)]
    return Query.boolean_query([(Occur.Must, must), *pairs])


def _word(word: str, fields: tuple[str, ...]) -> Query:
    folded = key(word)
    best = Query.disjunction_max_query(
        [
            Query.boost_query(Query.term_query(schema(), field, folded, "freq"), BOOSTS[field])
            for field in fields
        ],
        tie_breaker=TIE,
    )
    marked = marked_key(word)
    if not marked:
        return best
    right = Query.disjunction_max_query(
        [
            Query.boost_query(
                Query.term_query(schema(), f"{field}_marked", marked, "freq"), BOOSTS[field] * MARKS
            )
            for field in MARKED
        ],
        tie_breaker=TIE,
    )
    return Query.boolean_query([(Occur.Must, best), (Occur.Should, right)])


def _pairs(cut: tuple[str, ...]) -> list[Query]:
    found = [
        Query.boost_query(Query.term_query(schema(), "pairs", pair, "basic"), PAIR)
        for pair in joined(map(key, cut))
    ]
    if any(map(marked_key, cut)):
        found += [
            Query.boost_query(
                Query.term_query(schema(), "pairs_marked", pair, "basic"), PAIR_MARKED
            )
            for pair in joined(marked_key(word) or key(word) for word in cut)
        ]
    return found


def _pairs_across(parts: tuple[Part, ...]) -> list[Query]:
    """Pairs over the border of two parts, in their first readings."""
    found = []
    for left, right in pairwise(parts):
        if left.readings and right.readings and left.readings[0].words and right.readings[0].words:
            edge = (left.readings[0].words[-1], right.readings[0].words[0])
            weight = min(left.weight, right.weight)
            found += [Query.boost_query(pair, weight) for pair in _pairs(edge)]
    return found
