"""Where a visitor may live: communes, and the centre of one where its services are handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from services_catalogue.agency_directory import Unit, active_agencies, communes
from services_catalogue.models import Agency
from services_catalogue.vocabulary import AgencyKind, Audience


@dataclass(frozen=True, slots=True)
class Places:
    """``communes`` by type; ``chosen`` and its ``centre`` when the visitor named one that is there."""

    communes: dict[str, list[Unit]] = field(default_factory=dict)
    chosen: Unit | None = None
    centre: Agency | None = None

    @property
    def audiences(self) -> list[tuple[str, Any]]:
        """Choices of "Tôi là"."""
        return list(Audience.choices)


def places_for(slug: str) -> Places:
    """The places, with the one called ``slug`` chosen. One query; an unknown slug chooses none."""
    by_type = communes(active_agencies())
    units = [unit for group in by_type.values() for unit in group]
    chosen = next((unit for unit in units if unit.agency.slug == slug), None)
    below = [unit.agency for unit in chosen.children] if chosen else []
    centres = (one for one in below if one.kind == AgencyKind.SERVICE_CENTRE)
    return Places(by_type, chosen, next(centres, None))
