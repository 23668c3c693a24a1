"""The assumptions as a table whose numbers a reader can change: in person, online."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from open_data.savings import Assumptions


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a row; ``name`` is its parameter in the address."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is assumed: one number, or one for each way of filing."""

    label: str
    cells: tuple[Cell, ...]


def rows(assumed: Assumptions) -> list[Row]:
    """Every assumption once."""
    in_person, online = _("trực tiếp"), _("trên mạng")
    both = (
        (_("Giờ cho một lần nộp"), "hours_in_person", "hours_online"),
        (_("Số chuyến đi"), "trips_in_person", "trips_online"),
        (_("Sao chụp, in ấn (đồng)"), "copies_in_person", "copies_online"),
    )
    single = (
        (_("Chi phí một chuyến đi (đồng)"), "cost_per_trip"),
        (_("Thu nhập bình quân một giờ (đồng)"), "income_per_hour"),
    )
    return [
        *(
            Row(
                label,
                (
                    Cell(first, f"{label}, {in_person}", _plain(getattr(assumed, first))),
                    Cell(second, f"{label}, {online}", _plain(getattr(assumed, second))),
                ),
            )
            for label, first, second in both
        ),
        *(
            Row(label, (Cell(name, label, _plain(getattr(assumed, name))),))
            for label, name in single
        ),
    ]


def _plain(number: float) -> str:
    return f"{number:g}" if number < 1_000_000 else f"{number:.0f}"
