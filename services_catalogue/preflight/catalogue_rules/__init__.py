"""The catalogue's own rules, by what they look at."""

from services_catalogue.preflight.rule import register


def add() -> None:
    """Put them into the table; rooms above register theirs from their own apps."""
    from services_catalogue.preflight.catalogue_rules import (
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
