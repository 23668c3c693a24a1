"""Which unit an application goes to: the one that there is, or the one the applicant chose."""

from __future__ import annotations

from dataclasses import dataclass

from core.text import fold
from services_catalogue.models import ServicePage
from submissions.backend_export import unit_names
from submissions.models import Draft

#: Where a draft keeps the choice, beside the answers to the form's own questions.
UNIT = "_unit"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that processes applications. ``code`` is its e-government code (H49.xx)."""

    code: str
    name: str


def units_for(page: ServicePage) -> list[Unit]:
    """Units that may process this service, by place. Two queries."""
    return sorted((Unit(code, name) for code, name in unit_names(page).items()), key=_by_place)


def unit_of(draft: Draft, units: list[Unit]) -> Unit | None:
    """The unit of this draft; None when it has still to be chosen, or there is none."""
    if len(units) == 1:
        return units[0]
    chosen = (draft.answers or {}).get(UNIT)
    return next((unit for unit in units if unit.code == chosen), None)


def _by_place(unit: Unit) -> tuple[str, str]:
    # "UBND phường An Sinh" and "UBND xã Ba Chẽ" stand under A and B, where people look for them.
    words = unit.name.split()
    for place, word in enumerate(words):
        if word.lower() in {"phường", "xã", "khu"}:
            return (fold(" ".join(words[place + 1 :])), unit.code)
    return (fold(unit.name), unit.code)
