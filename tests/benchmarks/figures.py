"""Figures of repeated measurements, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Times:
    """Durations of the same work, in seconds, sorted."""

    seconds: tuple[float, ...]

    def at(self, share: float) -> float:
        """The duration that this share of the runs did not exceed, in milliseconds."""
        if not self.seconds:
            return float("nan")
        last = len(self.seconds) - 1
        return self.seconds[min(last, int(share * len(self.seconds)))] * 1000

    @property
    def p50(self) -> str:
        """Median, written in milliseconds."""
        return f"{self.at(0.5):.2f} ms"

    @property
    def p95(self) -> str:
        """95th percentile, written in milliseconds."""
        return f"{self.at(0.95):.2f} ms"


def time_each(work: Callable[[Any], Any], inputs: Iterable[Any]) -> Times:
    """How long ``work`` takes for each input."""
    durations = []
    for given in inputs:
        started = perf_counter()
        work(given)
        durations.append(perf_counter() - started)
    return Times(tuple(sorted(durations)))
