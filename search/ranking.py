"""Puts the best candidates of an engine in order by what their names say. The same for all engines.

An engine's own score (a sum over words) is good at finding and poor at the last step: it cannot see
that one name says exactly what was asked and another says it among much else. Here a document's
worth is how much of the query it answers, raised by how much of its name the query explains and by
words standing side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from search.documents import Document
from search.queries import NOBODY, Part, Visitor
from search.text import key, marked_key, tidy, words

#: What a word found in a field is worth beside one in the name.
NAME, KEYWORD, SUMMARY, FIELD, AGENCY = 1.0, 0.9, 0.5, 0.5, 0.25
#: A word found with other marks than were typed.
OTHER_MARKS = 0.55
#: How much explaining the name, and words side by side, raise a score; share of the engine's score.
EXPLAINED, BESIDE, ENGINE, POPULAR = 0.8, 0.35, 0.3, 0.1
#: What a service gains whose own name was typed as it stands, and whose popular name was.
OWN_NAME, OWN_POPULAR_NAME = 1.0, 0.4
#: Levels of government that a visitor of a province's portal deals with; what a service that only a
#: ministry performs keeps of its score.
LOCAL_LEVELS, ELSEWHERE = frozenset({"province", "commune"}), 0.9
#: Acts on something that exists already, as names begin; and what is kept of the score when nobody
#: asked for one: who says "giấy phép lái xe" has none yet.
LATER_ACTS = frozenset(
    tuple(key(word) for word in phrase.split())
    for phrase in [
        "cấp lại",
        "cấp đổi",
        "đăng ký lại",
        "gia hạn",
        "thu hồi",
        "xoá",
        "chấm dứt",
        "sửa đổi",
        "điều chỉnh",
        "đổi",
        "chuyển đổi",
        "chuyển nhượng",
        "chuyển tiếp",
        "dừng",
        "đề nghị dừng",
        "huỷ",
        "tạm ngừng",
        "trả lại",
        "khôi phục",
        "trình báo",
        "cải chính",
        "thay đổi",
        "đính chính",
        "thôi",
        "sáp nhập",
        "hợp nhất",
        "chia",
        "tách",
        "giải thể",
        "bổ sung",
        "hiệu đính",
    ]
)
UNASKED_ACT = 0.9
#: What a service keeps of its score that the visitor's commune does not perform, or that is for others
#: than the visitor: enough to settle a tie, too little to hide an answer.
FARTHER, FOR_OTHERS = 0.93, 0.93
#: A reading half found is worth less than half.
STRICTNESS = 1.4

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a document, cut."""

    keys: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    weights: dict[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class Card:
    """What ranking needs of a document; made once, kept while the index does not change."""

    names: tuple[Name, ...]
    worth: dict[str, float]
    marks: dict[str, frozenset[str]]
    field: str
    popularity: float
    local: bool
    in_communes: bool
    audiences: frozenset[str]
    full_names: dict[str, float]
    """Names as they stand, folded, and what typing just that is worth."""
    act: frozenset[str]
    """What the service does to something that exists already ("cấp lại"); empty for a first issue."""


@dataclass(frozen=True, slots=True)
class Rank:
    """``score`` orders; ``answered`` is the share of the query's weight that the document has."""

    score: float
    answered: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: str
    marked: str
    rarity: float


def card_for(document: Document, rarity: Rarity) -> Card:
    """Cut a document for ranking. ``rarity`` says from 0 to 1 how rare a folded word is in names."""
    worth: dict[str, float] = {}
    marks: dict[str, set[str]] = {}
    names = []
    official = "" if document.official_name == document.title else document.official_name
    texts = [(NAME, name) for name in (document.title, official, document.short_name) if name]
    texts += [(NAME, name) for name in document.popular_names]
    texts += [(KEYWORD, name) for name in document.keywords]
    places = [*texts, (SUMMARY, document.summary)]
    places += [(FIELD, label.label) for label in document.labels("field")]
    places += [(FIELD, label.label) for label in document.life_events]
    places += [(AGENCY, label.label) for label in document.agencies]
    for number, (value, text) in enumerate(places):
        cut = [word.text for word in words(tidy(text))]
        folded = [key(word) for word in cut]
        for one, word in zip(folded, cut, strict=True):
            worth[one] = max(worth.get(one, 0.0), value)
            marks.setdefault(one, set()).add(marked_key(word))
        # A keyword is a topic, not a name: many services share it, and none is explained by it.
        if number < len(texts) and value == NAME and folded:
            weights = {one: rarity(one) for one in folded}
            names.append(
                Name(frozenset(folded), frozenset(pairwise(folded)), weights, sum(weights.values()))
            )
    field = document.field.value if document.field else ""
    frozen = {one: frozenset(found) for one, found in marks.items()}
    levels = {label.value for label in document.levels}
    return Card(
        tuple(names),
        worth,
        frozen,
        field,
        popularity=min(1.0, log10(1 + document.popularity) / 5),
        local=not levels or bool(levels & LOCAL_LEVELS),
        in_communes=not levels or "commune" in levels,
        audiences=frozenset(label.value for label in document.audiences),
        full_names=_full_names(document),
        act=_later_act(document.title),
    )


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
        self._parts = [
            (
                part,
                _mass(part, rarity),
                [
                    (
                        reading.weight,
                        frozenset(reading.fields),
                        [_Wanted(key(w), marked_key(w), rarity(key(w))) for w in reading.words],
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

    def rank(self, card: Card, engine_score: float) -> Rank:
        """Hold the query against ``card``; ``engine_score`` from 0 to 1, the best candidate's is 1."""
        match = self.match(card)
        answered = match.answered
        if not match.said:
            return Rank(ENGINE * engine_score, 0.0)
        words_said = set(match.said)
        score = answered * (
            1 + EXPLAINED * explained(card, words_said) + BESIDE * beside(card, match.said)
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


def explained(card: Card, said: AbstractSet[str]) -> float:
    """How much of one of the document's names, by rarity, the words ``said`` are."""
    shares = (
        sum(name.weights[one] for one in said & name.keys) / name.total
        for name in card.names
        if name.total
    )
    return max(shares, default=0.0)


def beside(card: Card, said: Sequence[str]) -> float:
    """The share of neighbours in ``said`` that are neighbours in a name."""
    pairs = list(pairwise(said))
    if not pairs:
        return 0.0
    return max((sum(pair in name.pairs for pair in pairs) for name in card.names), default=0) / len(
        pairs
    )


def _full_names(document: Document) -> dict[str, float]:
    names = dict.fromkeys((_folded(one) for one in document.popular_names), OWN_POPULAR_NAME)
    own = (document.title, document.official_name, document.short_name)
    names |= dict.fromkeys((_folded(one) for one in own), OWN_NAME)
    names.pop("", None)
    return names


def _folded(name: str) -> str:
    return " ".join(key(word.text) for word in words(tidy(name)))


def _later_act(title: str) -> frozenset[str]:
    cut = [key(word.text) for word in words(tidy(title))[:6]]
    if cut[:2] == ["thu", "tuc"]:
        cut = cut[2:]
    for length in (2, 1):
        if tuple(cut[:length]) in LATER_ACTS:
            return frozenset(cut[:length])
    return frozenset()


def _found(card: Card, wanted: list[_Wanted]) -> float:
    """The share of a reading, by rarity, that the document has."""
    have = total = 0.0
    for one in wanted:
        total += one.rarity
        value = card.worth.get(one.key, 0.0)
        if value and one.marked and one.marked not in card.marks[one.key]:
            value *= OTHER_MARKS
        have += one.rarity * value
    return (have / total) ** STRICTNESS if total else 0.0


def _mass(part: Part, rarity: Rarity) -> float:
    """What a part weighs in the query: its typed words by rarity, at least half each for a term."""
    typed = part.readings[0].words if part.readings else ()
    least = 0.5 if len(part.readings) > 1 else 0.0
    return part.weight * sum(max(rarity(key(word)), least) for word in typed)
