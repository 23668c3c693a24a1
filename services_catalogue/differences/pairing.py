"""Which part of the new state is which part of the old one: the same, changed, added or removed.

Parts have no identity that outlives an import, so they are matched by what they say. Order is no
difference: a step that moved is still the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

Part = TypeVar("Part")
Likeness = Callable[[Part, Part], float]

#: Two texts less alike than this (0–100) are two things, not one that changed.
ALIKE = 60.0
#: Characters that decide whether two long texts are the same thing.
_DECISIVE = 600


def tidy(text: object) -> str:
    """Text without differences that nobody sees: runs of spaces, ends of lines."""
    return " ".join(str(text or "").split())


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0–100, whatever their letter case."""
    return fuzz.ratio(tidy(one)[:_DECISIVE].casefold(), tidy(other)[:_DECISIVE].casefold())


def pair(
    old: Sequence[Part],
    new: Sequence[Part],
    alike: Likeness,
    *,
    least: float = ALIKE,
    same: Callable[[Part, Part], bool] = lambda one, other: one == other,
) -> list[tuple[Part | None, Part | None]]:
    """Pairs (before, after) in the order of ``new``; what was removed comes last.

    Equal parts first, then the most alike; of equally alike ones those that stand closest.
    """
    chosen: dict[int, int] = {}
    free = list(range(len(old)))
    for place, part in enumerate(new):
        for candidate in free:
            if same(old[candidate], part):
                chosen[place] = candidate
                free.remove(candidate)
                break
    left = [place for place in range(len(new)) if place not in chosen]
    scored = sorted(
        (-score, abs(place - candidate), place, candidate)
        for place in left
        for candidate in free
        if (score := alike(old[candidate], new[place])) >= least
    )
    taken: set[int] = set()
    for _score, _distance, place, candidate in scored:
        if place not in chosen and candidate not in taken:
            chosen[place] = candidate
            taken.add(candidate)
    found: list[tuple[Part | None, Part | None]] = [
        (old[chosen[place]] if place in chosen else None, part) for place, part in enumerate(new)
    ]
    kept = set(chosen.values())
    return found + [(part, None) for place, part in enumerate(old) if place not in kept]
