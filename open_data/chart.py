"""Bars of months as shapes for an SVG: computed here, drawn by a template, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from open_data.models import Figure

WIDTH, HEIGHT, FLOOR = 720, 220, 190
_GAP = 0.25


@dataclass(frozen=True, slots=True)
class Column:
    """One month: two stacked bars (in time, late) and the label below. Units of the viewBox."""

    label: str
    x: float
    width: float
    in_time_y: float
    in_time_height: float
    late_y: float
    late_height: float

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Chart:
    """``top`` is the value at the upper line; a chart without any dossier has no columns."""

    columns: tuple[Column, ...]
    top: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR


def resolved_by_month(months: Sequence[Figure]) -> Chart:
    """Resolved dossiers of each month, those in time below, those late above."""
    top = _nice(max((one.resolved for one in months), default=0))
    if not top:
        return Chart((), 0)
    step = WIDTH / len(months)
    columns = []
    for number, one in enumerate(months):
        in_time, late = (FLOOR - 20) * one.in_time / top, (FLOOR - 20) * one.late / top
        columns.append(
            Column(
                label=f"{int(one.month[5:7])}/{one.month[2:4]}",
                x=round(number * step + step * _GAP / 2, 1),
                width=round(step * (1 - _GAP), 1),
                in_time_y=round(FLOOR - in_time, 1),
                in_time_height=round(in_time, 1),
                late_y=round(FLOOR - in_time - late, 1),
                late_height=round(late, 1),
            )
        )
    return Chart(tuple(columns), top)


def _nice(value: int) -> int:
    """The next of 1, 2, 5 × 10ⁿ."""
    if value <= 0:
        return 0
    power = 10 ** (len(str(value)) - 1)
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
