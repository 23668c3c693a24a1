"""Puts the catalogue's own rules into the table when the app is ready."""

from services_catalogue.preflight.rule import register


def add() -> None:
    """Register them; rooms above register theirs from their own apps."""
    from services_catalogue.preflight.rules import required

    for table in (required,):
        register(*table.RULES)
