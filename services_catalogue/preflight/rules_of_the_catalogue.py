"""Puts the catalogue's own rules into the table when the app is ready."""

from services_catalogue.preflight.rule import register


def add() -> None:
    """Register them; rooms above register theirs from their own apps."""
    from services_catalogue.preflight.rules import (
        names,
        papers,
        places_to_apply,
        required,
        times_and_fees,
        upkeep,
        wording,
    )

    for table in (required, papers, times_and_fees, places_to_apply, names, wording, upkeep):
        register(*table.RULES)
