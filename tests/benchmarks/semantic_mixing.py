"""Ways to mix a ranking by words with nearness in meaning, and how to choose one fairly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import numpy as np

from search.evaluation import UNANSWERABLE, Answer, Figures, Judged

#: Nearest services by meaning that join those found by words.
NEAREST = 10
#: Cosines of this model lie between about 0.75 and 0.95; a step of this size is "clearly nearer".
STEP = 0.05
MEASURES = ("at_1", "at_3", "at_5", "reciprocal", "ndcg")
#: When meaning is asked: always, for queries with marks, when the words doubt their answer.
GATES = ("always", "marked", "doubtful")
#: Least cosine of a service that joins.
FLOORS = (0.0, 0.87, 0.89)


@dataclass(frozen=True, slots=True)
class Asked:
    """A judged query with what both sides say. ``found`` are services (columns) best first."""

    judged: Judged
    need: str
    found: Any
    scores: Any
    doubtful: bool
    marked: bool
    nearness: Any
    """Cosines, kinds of passages × services."""
    nearest: Any
    """The NEAREST services, nearest first, kinds of passages × NEAREST."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to mix: "words", "meaning", "ranks" (reciprocal), "sum" or "rerank" of the first ones."""

    kind: str
    passages: int = 0
    gate: str = "always"
    weight: float = 0.0
    depth: int = 0
    floor: float = 0.0

    def order(self, asked: Asked) -> Any:
        """Services, best first, at least ten when there are so many."""
        if self.kind == "words" or not self._open(asked):
            return asked.found[:10]
        near, nearest = asked.nearness[self.passages], asked.nearest[self.passages]
        nearest = nearest[near[nearest] >= self.floor]
        if self.kind == "meaning":
            return nearest[:10]
        if self.kind == "ranks":
            scores = _reciprocal(asked.found, self.depth)
            for place, score in _reciprocal(nearest, self.depth).items():
                scores[place] = scores.get(place, 0.0) + self.weight * score
            return sorted(scores, key=lambda place: -scores[place])[:10]
        if not len(nearest):
            return asked.found[:10]
        top = near[nearest[0]]
        if self.kind == "rerank":
            head = asked.found[: self.depth]
            worth = asked.scores[: self.depth] + self.weight * (near[head] - top) / STEP
            order = [*head[np.argsort(-worth, kind="stable")], *asked.found[self.depth :]]
            return order[:10]
        known = dict(zip(asked.found.tolist(), asked.scores.tolist(), strict=True))
        places = np.array(list(known | dict.fromkeys(nearest.tolist(), 0.0)))
        by_words = np.array([known.get(place, 0.0) for place in places.tolist()])
        worth = by_words + self.weight * (near[places] - top) / STEP
        return places[np.argsort(-worth, kind="stable")][:10]

    def _open(self, asked: Asked) -> bool:
        return {"always": True, "marked": asked.marked, "doubtful": asked.doubtful}[self.gate]


def all_ways(passages: int) -> Iterator[Way]:
    """Every way that is tried, the words alone first."""
    yield Way("words")
    for kind in range(passages):
        yield Way("meaning", kind)
        for gate, floor in product(GATES, FLOORS):
            for weight, depth in product((0.5, 1.0, 2.0), (10, 60)):
                yield Way("ranks", kind, gate, weight, depth, floor)
            for weight in (0.2, 0.4, 0.8):
                yield Way("sum", kind, gate, weight, 0, floor)
        for gate, weight in product(GATES, (0.2, 0.4, 0.8)):
            yield Way("rerank", kind, gate, weight, 50)


def _reciprocal(order: Any, k: int) -> dict[int, float]:
    return {int(place): 1 / (k + rank) for rank, place in enumerate(order, 1)}


def measure(way: Way, queries: Sequence[Asked], codes: Sequence[str]) -> Any:
    """Measures of each query (queries × MEASURES)."""
    return np.array([_measures(asked, way.order(asked), codes) for asked in queries], dtype=float)


def _measures(asked: Asked, order: Any, codes: Sequence[str]) -> tuple[float, ...]:
    figures = Figures()
    figures.add(asked.judged, Answer([codes[place] for place in order]), 0.0)
    return tuple(getattr(figures, name) for name in MEASURES)


def answerable(queries: Sequence[Asked]) -> list[Asked]:
    """Those that some service answers."""
    return [asked for asked in queries if asked.judged.kind != UNANSWERABLE]


@dataclass(frozen=True, slots=True)
class Gain:
    """What the way chosen on one half of the needs gains on the other half, over many halvings."""

    kind: str
    count: int
    before: Any
    mean: Any
    spread: Any


def cross_validated(
    queries: Sequence[Asked], ways: Sequence[Way], table: Any, rounds: int = 20
) -> tuple[list[Gain], dict[Way, int]]:
    """Gains by kind, and how often each way was chosen.

    ``table`` is ways × queries × MEASURES, the words alone first. A way is chosen by the mean of
    success@1, success@5 and reciprocal rank.
    """
    needs = sorted({asked.need for asked in queries})
    place = {need: number for number, need in enumerate(needs)}
    need_of = np.array([place[asked.need] for asked in queries])
    kinds = np.array([asked.judged.kind for asked in queries])
    aim = table[:, :, [0, 2, 3]].mean(axis=2)
    chosen: dict[Way, int] = {}
    rows: dict[str, list[Any]] = {}
    for seed in range(rounds):
        order = list(range(len(needs)))
        Random(seed).shuffle(order)
        half = np.isin(need_of, order[: len(order) // 2])
        gained = np.zeros(table.shape[1:])
        for train in (half, ~half):
            best = int(aim[:, train].mean(axis=1).argmax())
            chosen[ways[best]] = chosen.get(ways[best], 0) + 1
            gained[~train] = table[best, ~train] - table[0, ~train]
        for kind in ("all", *sorted(set(kinds))):
            of_kind = (kinds == kind) | (kind == "all")
            rows.setdefault(kind, []).append(gained[of_kind].mean(axis=0))
    gains = []
    for kind, means in rows.items():
        of_kind = (kinds == kind) | (kind == "all")
        before = table[0, of_kind].mean(axis=0)
        values = np.array(means)
        gains.append(Gain(kind, int(of_kind.sum()), before, values.mean(0), values.std(0)))
    return gains, chosen


def interval(gains: Any, needs: Sequence[str], rounds: int = 2000) -> tuple[Any, Any]:
    """Bootstrap over needs: 2.5th and 97.5th percentile of the mean gain, a column a measure."""
    groups = [np.flatnonzero(np.array(needs) == need) for need in dict.fromkeys(needs)]
    dice = np.random.default_rng(20261124)
    means = []
    for _ in range(rounds):
        picked = np.concatenate(
            [groups[one] for one in dice.integers(len(groups), size=len(groups))]
        )
        means.append(gains[picked].mean(axis=0))
    low, high = np.percentile(np.array(means), (2.5, 97.5), axis=0)
    return low, high
