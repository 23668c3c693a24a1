"""Turns a query into Tantivy's query objects. No query parser: no text can be a syntax error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tantivy import Occur, Query, Schema

from search.codes import code_forms, procedure_code
from search.engines.embedded.schema import build_schema
from search.engines.layout import (
    ANY_TELLING,
    BOOSTS,
    LOOSEST,
    MARKED,
    MARKS,
    PAIR,
    PAIR_MARKED,
    TELLING,
    TELLING_OF_COMMON,
    TIE,
    enough_alone,
    facet_value,
    joined,
    needed_count,
    needed_parts,
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


@dataclass(frozen=True, slots=True)
class Matching:
    """What a text asks for: ``needed`` decides which documents match, ``helpful`` only adds score.

    ``counting`` matches the same documents as ``needed``, without scores and for less work.
    """

    needed: Query
    helpful: tuple[Query, ...] = ()
    counting: Query | None = None

    def scored(self, filters: list[tuple[Occur, Query]]) -> Query:
        """The query that orders results."""
        should = [(Occur.Should, query) for query in self.helpful]
        return Query.boolean_query([(Occur.Must, self.needed), *should, *filters])

    def counted(self, filters: list[tuple[Occur, Query]]) -> Query:
        """The query that only counts."""
        return Query.boolean_query([(Occur.Must, self.counting or self.needed), *filters])


@dataclass(frozen=True, slots=True)
class Places:
    """Where words are looked for: in ``fields``, and a word that is ``common`` in few of them."""

    fields: tuple[str, ...]
    common: Callable[[str], bool]


#: All telling words in one field: enough to tell whether a document matches, too little to score it.
_ANYWHERE = Places((ANY_TELLING,), lambda _word: False)


def text_query(asked: Asked, share: float, common: Callable[[str], bool]) -> Matching:
    """What the text of ``asked`` must match, filters left aside; ``share`` of its parts at least.

    ``common`` tells of a folded word whether many documents have it (layout.COMMON).
    """
    if not asked.text.strip():
        return Matching(Query.all_query())
    code = procedure_code(asked.text)
    if code:
        forms = [Query.term_query(schema(), "code", form) for form in code_forms(code)]
        return Matching(any_of(forms))
    parts = asked.parts or plain_parts(asked.text)
    if not parts:
        return Matching(Query.empty_query())
    needed = needed_parts(parts)
    places = Places(tuple(BOOSTS) if share == LOOSEST else TELLING, common)
    clauses = {part: _part(part, places) for part in parts}
    least, sufficient = needed_count(len(needed), share), enough_alone(needed, share)
    counting = None
    if share != LOOSEST:
        lean = {part: _part(part, _ANYWHERE) for part in needed}
        counting = any_of([_at_least(least, needed, lean), *(lean[part] for part in sufficient)])
    enough = _at_least(least, needed, clauses)
    helpful = _pairs_across(parts)
    if sufficient:
        # Two ways to match: which of them a document took must not count, so all parts score beside.
        either = any_of([enough, *(clauses[part] for part in sufficient)])
        whole = Query.const_score_query(either, 0.0)
        return Matching(whole, (*clauses.values(), *helpful), counting)
    # The needed parts score where they decide, so that no posting list is walked twice.
    light = [clause for part, clause in clauses.items() if part not in needed]
    return Matching(enough, (*light, *helpful), counting)


def _at_least(least: int, parts: list[Part], clauses: dict[Part, Query]) -> Query:
    return Query.boolean_query(
        [(Occur.Should, clauses[part]) for part in parts], minimum_number_should_match=least
    )


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


def _part(part: Part, places: Places) -> Query:
    typed = max(1, len(part.readings[0].words)) if part.readings else 1
    readings = []
    for reading in part.readings:
        if reading.words:
            # A long official term must not outweigh the rest of the query by its length.
            longer = max(1.0, len(reading.words) / typed)
            weight = reading.weight * part.weight / longer**0.5
            readings.append(Query.boost_query(_reading(reading, places), weight))
    return any_of(readings) if readings else Query.empty_query()


def _reading(reading: Reading, places: Places) -> Query:
    clauses = [(Occur.Should, _word(word, places)) for word in reading.words]
    enough = Query.boolean_query(clauses, minimum_number_should_match=needed_words(len(clauses)))
    whole = enough if places is _ANYWHERE else _scored(reading, places, clauses, enough)
    if reading.fields:
        here = Query.const_score_query(_one_of(facet_value("field"), reading.fields), 0.0)
        return Query.boolean_query([(Occur.Must, whole), (Occur.Must, here)])
    return whole


def _scored(
    reading: Reading, places: Places, clauses: list[tuple[Occur, Query]], enough: Query
) -> Query:
    count = len(clauses)
    if count == 1:
        return clauses[0][1]
    pairs = [(Occur.Should, pair) for pair in _pairs(reading.words)]
    if needed_words(count) == count or places.fields != TELLING:
        return Query.boolean_query([(Occur.Must, enough), *pairs])
    # "So many of these" is asked of each document that has any: of one field, it is asked much faster.
    matched = Query.const_score_query(_reading(Reading(reading.words), _ANYWHERE), 0.0)
    return Query.boolean_query([(Occur.Must, matched), *clauses, *pairs])


def _word(word: str, places: Places) -> Query:
    folded = key(word)
    anywhere = Query.term_query(schema(), ANY_TELLING, folded, "basic")
    if places is _ANYWHERE:
        return anywhere
    common = places.fields == TELLING and places.common(folded)
    fields = TELLING_OF_COMMON if common else places.fields
    best = Query.disjunction_max_query(
        [
            *([anywhere] if common else []),
            *(
                Query.boost_query(Query.term_query(schema(), field, folded, "freq"), BOOSTS[field])
                for field in fields
            ),
        ],
        tie_breaker=TIE,
    )
    if common:
        return best
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
