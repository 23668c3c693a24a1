"""Puts the best candidates of an engine in order by what their names say. The same for all engines.

An engine's own score (a sum over words) is good at finding and poor at the last step: it cannot see
that one name says exactly what was asked and another says it among much else. Here a document's
worth is how much of the query it answers, raised by how much of its name the query explains and by
words standing side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.cards import WORTH, Card, Rarity
from search.queries import NOBODY, Part, Visitor
from search.text import key, marked_key

#: A word found with other marks than were typed.
OTHER_MARKS = 0.55
#: How much explaining the name, and words side by side, raise a score; share of the engine's score.
EXPLAINED, BESIDE, ENGINE, POPULAR = 0.8, 0.35, 0.3, 0.1
#: What a service that only a ministry performs keeps of its score; and one whose name begins with a later
#: act when nobody asked for one: who says "giấy phép lái xe" has none yet.
ELSEWHERE, UNASKED_ACT = 0.9, 0.9
#: What a service keeps of its score that the visitor's commune does not perform, or that is for others
#: than the visitor: enough to settle a tie, too little to hide an answer.
FARTHER, FOR_OTHERS = 0.93, 0.93
#: A reading half found is worth less than half.
STRICTNESS = 1.4


@dataclass(frozen=True, slots=True)
class Rank:
    """``score`` orders; ``answered`` is the share of the query's weight that the document has."""

    score: float
    answered: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: str
    marked: str
    """With marks, between spaces as cards have it; "" for a word without."""
    rarity: float


def _wanted(word: str, rarity: Rarity) -> _Wanted:
    folded, marked = key(word), marked_key(word)
    return _Wanted(folded, f" {marked} " if marked else "", rarity(folded))


@dataclass(frozen=True, slots=True)
class Match:
    """How a query meets a document.

    ``found`` has for each part its mass, the share of it found as far as the reading is trusted,
    and the share found of the reading itself. ``said`` are the words of the readings that count.
    """

    found: tuple[tuple[Part, float, float, float], ...]
    said: tuple[str, ...]

    @property
    def answered(self) -> float:
        """The share of the query's mass that the document has."""
        total = sum(mass for _part, mass, _trusted, _share in self.found)
        return sum(mass * trusted for _part, mass, trusted, _share in self.found) / (total or 1.0)


class Ranking:
    """One query, ready to be held against many cards."""

    def __init__(self, parts: Sequence[Part], rarity: Rarity, visitor: Visitor = NOBODY) -> None:
        self._visitor = visitor
        self._rarity = rarity
        self._parts = [
            (
                part,
                _mass(part, rarity),
                [
                    (
                        reading.weight,
                        frozenset(reading.fields),
                        [_wanted(word, rarity) for word in reading.words],
                    )
                    for reading in part.readings
                    if reading.words
                ],
            )
            for part in parts
        ]

        self._typed = " ".join(
            key(word)
            for part in parts
            for word in (part.readings[0].words if part.readings else ())
        )

    def match(self, card: Card) -> Match:
        """The best reading of each part in ``card``."""
        shares: list[tuple[Part, float, float, float]] = []
        said: list[str] = []
        for part, mass, readings in self._parts:
            best, whole, chosen = 0.0, 0.0, None
            for weight, fields, wanted in readings:
                if fields and card.field not in fields:
                    continue
                found = _found(card, wanted)
                if weight * found > best:
                    best, whole, chosen = weight * found, found, wanted
            shares.append((part, mass, best, whole))
            if chosen:
                said += [one.key for one in chosen]
        return Match(tuple(shares), tuple(said))

    def explained(self, card: Card, said: set[str]) -> float:
        """How much of one of the document's names, by rarity, the words ``said`` are."""
        best = 0.0
        for name in card.names:
            there = said.intersection(name.words)
            if there and name.total:
                best = max(best, sum(map(self._rarity, there)) / name.total)
        return best

    def rank(self, card: Card, engine_score: float) -> Rank:
        """Hold the query against ``card``; ``engine_score`` from 0 to 1, the best candidate's is 1."""
        match = self.match(card)
        answered = match.answered
        if not match.said:
            return Rank(ENGINE * engine_score, 0.0)
        words_said = set(match.said)
        score = answered * (
            1 + EXPLAINED * self.explained(card, words_said) + BESIDE * beside(card, match.said)
        )
        score += ENGINE * engine_score + POPULAR * card.popularity
        score += card.full_names.get(self._typed, 0.0)
        if not card.local:
            score *= ELSEWHERE
        if card.act and not card.act <= words_said:
            score *= UNASKED_ACT
        if self._visitor.place and not card.in_communes:
            score *= FARTHER
        if self._visitor.audience and self._visitor.audience not in card.audiences:
            score *= FOR_OTHERS if card.audiences else 1.0
        return Rank(score, answered)


def beside(card: Card, said: Sequence[str]) -> float:
    """The share of neighbours in ``said`` that are neighbours in a name."""
    pairs = [f" {left} {right} " for left, right in pairwise(said)]
    if not pairs:
        return 0.0
    most = max((sum(pair in name.text for pair in pairs) for name in card.names), default=0)
    return most / len(pairs)


def _found(card: Card, wanted: list[_Wanted]) -> float:
    """The share of a reading, by rarity, that the document has."""
    have = total = 0.0
    for one in wanted:
        total += one.rarity
        place = card.words.get(one.key)
        if place:
            value = WORTH[place[0]]
            if one.marked and one.marked not in place:
                value *= OTHER_MARKS
            have += one.rarity * value
    return (have / total) ** STRICTNESS if total else 0.0


def _mass(part: Part, rarity: Rarity) -> float:
    """What a part weighs in the query: its typed words by rarity, at least half each for a term."""
    typed = part.readings[0].words if part.readings else ()
    least = 0.5 if len(part.readings) > 1 else 0.0
    return part.weight * sum(max(rarity(key(word)), least) for word in typed)
