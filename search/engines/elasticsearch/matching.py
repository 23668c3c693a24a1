"""Turns a query into Elasticsearch's queries, clause for clause as the embedded engine does.

Only common words, which the embedded engine asks in fewer fields, are asked as all others here.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from elasticsearch.dsl import query as q

from search.codes import code_forms, procedure_code
from search.engines.layout import (
    BOOSTS,
    LOOSEST,
    MARKED,
    MARKS,
    NAME_PREFIX,
    PAIR,
    PAIR_MARKED,
    START,
    TELLING,
    TIE,
    WORD_PREFIX,
    enough_alone,
    facet_value,
    joined,
    needed_count,
    needed_parts,
    needed_words,
    plain_parts,
)
from search.queries import Part, Query, Reading
from search.text import key, marked_key


def text_query(asked: Query, share: float = 2 / 3) -> q.Query:
    """What the text of ``asked`` must match, filters left aside; ``share`` of its parts at least."""
    if not asked.text.strip():
        return q.MatchAll()
    if code := procedure_code(asked.text):
        return q.Terms(code=list(code_forms(code)))
    parts = asked.parts or plain_parts(asked.text)
    if not parts:
        return q.MatchNone()
    needed = needed_parts(parts)
    fields = tuple(BOOSTS) if share == LOOSEST else TELLING
    clauses = {part: _part(part, fields) for part in parts}
    least = needed_count(len(needed), share)
    enough = q.Bool(should=[clauses[part] for part in needed], minimum_should_match=least)
    helpful = _pairs_across(parts)
    alone = [clauses[part] for part in enough_alone(needed, share)]
    if alone:
        # Two ways to match: which of them a document took must not count, so all parts score beside.
        either = q.Bool(should=[enough, *alone], minimum_should_match=1)
        return q.Bool(filter=[either], should=[*clauses.values(), *helpful])
    # The needed parts score where they decide, so that no posting list is walked twice.
    light = [clause for part, clause in clauses.items() if part not in needed]
    return q.Bool(must=[enough], should=[*light, *helpful])


def scored(query: q.Query) -> q.Query:
    """``query`` with its score multiplied by the popularity factor of each document."""
    return q.FunctionScore(
        query=query,
        field_value_factor={"field": "popularity_factor", "missing": 1},
        boost_mode="multiply",
    )


def kinds_filter(asked: Query) -> list[q.Query]:
    """The kinds of page asked for, as a filter."""
    return [q.Terms(kind=list(asked.kinds))] if asked.kinds else []


def facet_filter(asked: Query, *, without: str = "") -> list[q.Query]:
    """The chosen values of all facets but ``without``, as filters."""
    return [
        q.Q("terms", **{facet_value(facet): list(values)})
        for facet, values in asked.filters.items()
        if values and facet != without
    ]


def suggest_query(typed: list[str], text: str) -> q.Query:
    """Names in which every typed word begins a word."""
    if code := procedure_code(text):
        return q.Terms(code=list(code_forms(code)))
    cut = [key(word) for word in typed]
    must = [_term("prefixes", word[:WORD_PREFIX]) for word in dict.fromkeys(cut)]
    start = _term("starts", "".join(cut)[:NAME_PREFIX], START)
    service = q.ConstantScore(filter=q.Term(kind="service"), boost=1.0)
    return q.Bool(must=must, should=[start, service])


def _term(field: str, value: str, boost: float = 1.0) -> q.Query:
    return q.Term(**{field: {"value": value, "boost": boost}})


def _boosted(query: q.Query, boost: float) -> q.Query:
    return query if boost == 1.0 else q.Bool(must=[query], boost=boost)


def _part(part: Part, fields: tuple[str, ...]) -> q.Query:
    typed = max(1, len(part.readings[0].words)) if part.readings else 1
    readings = []
    for reading in part.readings:
        if reading.words:
            # A long official term must not outweigh the rest of the query by its length.
            longer = max(1.0, len(reading.words) / typed)
            weight = reading.weight * part.weight / longer**0.5
            readings.append(_boosted(_reading(reading, fields), weight))
    if not readings:
        return q.MatchNone()
    return readings[0] if len(readings) == 1 else q.DisMax(queries=readings)


def _reading(reading: Reading, fields: tuple[str, ...]) -> q.Query:
    found = [_word(word, fields) for word in reading.words]
    if len(found) == 1:
        whole = found[0]
    else:
        must = q.Bool(should=found, minimum_should_match=needed_words(len(found)))
        whole = q.Bool(must=[must], should=_pairs(reading.words))
    if reading.fields:
        here = q.Q("terms", **{facet_value("field"): list(reading.fields)})
        return q.Bool(must=[whole], filter=[here])
    return whole


def _word(word: str, fields: tuple[str, ...]) -> q.Query:
    folded = key(word)
    best = q.DisMax(
        queries=[_term(field, folded, BOOSTS[field]) for field in fields], tie_breaker=TIE
    )
    marked = marked_key(word)
    if not marked:
        return best
    right = q.DisMax(
        queries=[_term(f"{field}_marked", marked, BOOSTS[field] * MARKS) for field in MARKED],
        tie_breaker=TIE,
    )
    return q.Bool(must=[best], should=[right])


def _pairs(cut: tuple[str, ...]) -> list[q.Query]:
    found = [_term("pairs", pair, PAIR) for pair in joined(map(key, cut))]
    if any(map(marked_key, cut)):
        found += [
            _term("pairs_marked", pair, PAIR_MARKED)
            for pair in joined(marked_key(word) or key(word) for word in cut)
        ]
    return found


def _pairs_across(parts: tuple[Part, ...]) -> list[q.Query]:
    found: list[Any] = []
    for left, right in pairwise(parts):
        if left.readings and right.readings and left.readings[0].words and right.readings[0].words:
            edge = (left.readings[0].words[-1], right.readings[0].words[0])
            weight = min(left.weight, right.weight)
            found += [_boosted(pair, weight) for pair in _pairs(edge)]
    return found
