"""One-click ways out of a query that fails; rooms above add theirs by the hook register_search_fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

HOOK = "register_search_fix"


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a query: where its form is (for a text and the code chosen most, or ""), for whom."""

    label: Any
    url: Callable[[str, str], str]
    allowed: Callable[[Any], bool]


def fixes_for(user: Any) -> list[Fix]:
    """The fixes that ``user`` may make, in the order of the hooks."""
    fixes = [register() for register in hooks.get_hooks(HOOK)]
    return [fix for fix in fixes if fix.allowed(user)]
