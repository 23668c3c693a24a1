"""Names from A to Z as a Vietnamese index has them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from search.text import fold, sort_key


def letter(name: str) -> str:
    """The letter under which a name stands: marks do not count, but Đ is a letter of its own."""
    first = name.strip()[:1].upper()
    return first if first == "Đ" else fold(first).upper()


def by_letter(things: Iterable[Any]) -> list[dict[str, Any]]:
    """[{letter, things}] of things with a ``name``, in Vietnamese order."""

    def order(thing: Any) -> tuple[str, str]:
        return sort_key(letter(thing.name)), sort_key(thing.name)

    ordered = sorted(things, key=order)
    return [
        {"letter": one, "things": list(run)}
        for one, run in groupby(ordered, lambda thing: letter(thing.name))
    ]
