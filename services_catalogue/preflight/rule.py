"""A rule of the preflight, and the table of all rules. Any room above may add its own.

A rule is data: what is looked at, how bad it is, how much it weighs in the score, and the words for
the editor. Its function only finds; it decides nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage
    from services_catalogue.preflight.parts import Parts


class Severity(TextChoices):
    """How bad it is, worst first."""

    BLOCKING = "blocking", _("Phải sửa trước khi xuất bản")
    IMPORTANT = "important", _("Nên sửa")
    ADVICE = "advice", _("Lời khuyên")


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule is broken.

    ``anchor`` leads to the place in the edit form: a field ("summary"), a part ("legal_bases"), or a
    field of a part by position ("cases-0-documents-2-form_url"). ``detail`` quotes the page.
    """

    anchor: str = ""
    detail: str = ""


#: Looks at one service; ``known`` is what the rule's own ``known`` answered for the whole batch.
Look = Callable[["Parts", Any], Iterable[Found]]
#: What a rule must read beside the pages, in a number of queries that does not grow with them.
Known = Callable[[Sequence["ServicePage"]], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. ``what`` names the fault, ``how`` says how to mend it."""

    key: str
    severity: Severity
    #: Share in the score: a service that breaks the rule loses it. 0 for what only advises.
    weight: int
    what: Any
    how: Any
    look: Look
    #: The part of the edit form where a finding without an anchor of its own leads.
    anchor: str = ""
    known: Known | None = None


_rules: dict[str, Rule] = {}


def register(*added: Rule) -> None:
    """Add rules; the same key again replaces one. Called when a room's app is ready."""
    for rule in added:
        _rules[rule.key] = rule


def rules() -> list[Rule]:
    """All rules, worst first, then by their weight."""
    order = list(Severity)
    return sorted(_rules.values(), key=lambda one: (order.index(one.severity), -one.weight))


def rule(key: str) -> Rule | None:
    """The rule of this key; None when it is no more."""
    return _rules.get(key)
