"""Whether the best results answer the query at all: several signs weighed together, the same for all engines.

No single score tells "khoanh nợ" said in a long story, which one service answers, from "bán chung cư
giá rẻ", which none does. What tells them apart: how much of a service's name was said, whether a
need that the thesaurus knows was left out, whether the results speak of one field, and whether
something was asked that no office answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields

from search.cards import Card
from search.ranking import Match, Ranking, beside

#: Results that are looked at: for the name best said, and for the field they agree on.
NAMED, AGREEING = 3, 5
#: From this share on, nearly all of a query is there.
NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signs for and against the best results."""

    named: float
    """The largest share of a name, by rarity, that the query says, among the first NAMED results."""
    first_named: float
    """The same of the first result."""
    missing_terms: float
    """Mass (sum of rarities) of needs known to the thesaurus that the first result has not."""
    elsewhere: float
    """Words asked of others than an office that it has not; at most 2."""
    agreement: float
    """How many of the first AGREEING results are in the commonest field among them, as a share."""
    score: float
    """Of the first result, as it was ranked."""
    whole: float
    """1 when the first result has nearly all of the query, its words side by side."""


#: What each sign weighs and the least sum that convinces: docs/decisions/low-confidence.md tells how
#: they were learnt, and how to learn them again when a sign changes.
WEIGHTS = {
    "named": 1.8,
    "first_named": 2.5,
    "missing_terms": -1.4,
    "elsewhere": -4.0,
    "agreement": 3.2,
    "score": 1.5,
    "whole": 2.0,
}
LEAST = 5.2


def evidence(ranking: Ranking, first: Sequence[tuple[Card, float]]) -> Evidence:
    """Read the signs off the ``first`` results, best first: their cards with their scores."""
    top, score = first[0]
    matches = [ranking.match(card) for card, _score in first[:NAMED]]
    shares = [
        ranking.explained(card, set(match.said))
        for (card, _score), match in zip(first, matches, strict=False)
    ]
    terms = elsewhere = 0.0
    for part, mass, _trusted, share in matches[0].found:
        if part.known == "term":
            terms += mass * (1 - share)
        elif part.known == "elsewhere":
            elsewhere += 1 - share
    in_fields = Counter(card.field for card, _score in first[:AGREEING])
    return Evidence(
        named=max(shares),
        first_named=shares[0],
        missing_terms=terms,
        elsewhere=min(elsewhere, 2.0),
        agreement=max(in_fields.values()) / AGREEING,
        score=score,
        whole=float(is_whole(top, matches[0])),
    )


def is_whole(card: Card, match: Match) -> bool:
    """Whether ``card`` has nearly all that was asked, each two neighbours as neighbours."""
    asked = sum(mass for _part, mass, _trusted, _share in match.found)
    found = sum(mass * share for _part, mass, _trusted, share in match.found)
    if found < NEARLY_ALL * asked:
        return False
    return len(match.said) < 2 or beside(card, match.said) == 1


def confidence(signs: Evidence) -> float:
    """The weighed sum of ``signs``; below LEAST the results are doubtful."""
    total: float = sum(WEIGHTS[one.name] * getattr(signs, one.name) for one in fields(signs))
    return total


def is_doubtful(ranking: Ranking, first: Sequence[tuple[Card, float]]) -> bool:
    """Whether the ``first`` results (cards with scores, best first) should be doubted."""
    return not first or confidence(evidence(ranking, first)) < LEAST
