"""How good the answers are, by kind of query: judged queries in, figures out."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

#: Kinds of query that no service answers: right is to say so.
UNANSWERABLE = "z"


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, what kind it is, the codes that answer it (``best``) and those that come near."""

    id: str
    kind: str
    text: str
    best: frozenset[str]
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """Codes found, best first, whether the engine itself doubts them, and which engine it was."""

    codes: Sequence[str]
    low_confidence: bool = False
    engine: str = ""


@dataclass(slots=True)
class Figures:
    """Sums over queries; the properties are means. Reciprocal rank and nDCG look at ten results."""

    count: int = 0
    at_1: int = 0
    at_3: int = 0
    at_5: int = 0
    reciprocal: float = 0.0
    ndcg: float = 0.0
    doubted: int = 0
    times: list[float] = field(default_factory=list)

    def add(self, judged: Judged, answer: Answer, seconds: float) -> None:
        """Count one query."""
        codes = list(dict.fromkeys(answer.codes))[:10]
        rank = next((i for i, code in enumerate(codes, 1) if code in judged.best), 0)
        self.count += 1
        self.at_1 += rank == 1
        self.at_3 += 1 <= rank <= 3
        self.at_5 += 1 <= rank <= 5
        self.reciprocal += 1 / rank if rank else 0.0
        self.ndcg += _ndcg(judged, codes)
        self.doubted += answer.low_confidence
        self.times.append(seconds)

    def mean(self, total: float) -> float:
        """``total`` for each query."""
        return total / self.count if self.count else 0.0


def read_judged(path: Path) -> list[Judged]:
    """Queries of a TSV file with columns id, kind, query, grade2, grade1 (codes between spaces)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            Judged(
                row.get("id") or str(number),
                row["kind"],
                row["query"],
                frozenset((row["grade2"] or "").split()),
                frozenset((row.get("grade1") or "").split()),
            )
            for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=3), 1)
        ]


def evaluate(
    judged: Iterable[Judged],
    find: Callable[[str], Answer],
    *,
    on_query: Callable[[Judged, Answer], None] = lambda _judged, _answer: None,
) -> dict[str, Figures]:
    """Ask each query; figures by kind, and of all answerable ones under "all"."""
    figures: dict[str, Figures] = {"all": Figures()}
    for one in judged:
        started = perf_counter()
        answer = find(one.text)
        seconds = perf_counter() - started
        figures.setdefault(one.kind, Figures()).add(one, answer, seconds)
        if one.kind != UNANSWERABLE:
            figures["all"].add(one, answer, seconds)
        on_query(one, answer)
    return figures


def _ndcg(judged: Judged, codes: Sequence[str]) -> float:
    """Gains 3 for an answer, 1 for a near one, against the best order of all judged codes."""
    grades = [3 if code in judged.best else 1 if code in judged.near else 0 for code in codes]
    ideal = sorted([3] * len(judged.best) + [1] * len(judged.near), reverse=True)[:10]
    best = sum(gain / math.log2(place + 1) for place, gain in enumerate(ideal, 1))
    found = sum(gain / math.log2(place + 1) for place, gain in enumerate(grades, 1))
    return found / best if best else 0.0
