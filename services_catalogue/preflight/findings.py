"""What the rules find in a service, and the score that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from services_catalogue.preflight.parts import Parts
from services_catalogue.preflight.rule import Rule, Severity, rule, rules

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage

log = structlog.get_logger(__name__)
#: Findings of one rule on one page; what is wrong in two hundred papers need not be said for each.
_MOST = 10
_DETAIL = 160


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. ``what`` and ``how`` are lazy words; ``detail`` quotes the page."""

    rule: str
    severity: Severity
    anchor: str
    what: Any
    how: Any
    detail: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the service may not be published with it."""
        return self.severity == Severity.BLOCKING

    def stored(self) -> dict[str, str]:
        """As ServiceCheck keeps it; the words stay with the rule."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "anchor": self.anchor,
            "detail": self.detail,
        }


def known_for(pages: Sequence[ServicePage]) -> dict[str, Any]:
    """What the rules need to know beside the pages, by key: one reading for a whole batch."""
    answers: dict[str, Any] = {}
    for one in rules():
        if one.known:
            try:
                answers[one.key] = one.known(pages)
            except Exception:
                log.exception("preflight_rule_failed", rule=one.key)
    return answers


def findings_of(page: ServicePage, known: Mapping[str, Any] | None = None) -> list[Finding]:
    """What is wrong with ``page`` as it stands in memory, worst first.

    ``known`` is what :func:`known_for` answered for a batch that holds it. A rule that fails is
    passed over and told in the log: it must never keep anybody from saving.
    """
    if known is None:
        known = known_for([page])
    parts = Parts(page)
    found: list[Finding] = []
    for one in rules():
        if one.known is None or one.key in known:
            found += _found(one, parts, known.get(one.key))
    return found


def _found(one: Rule, parts: Parts, known: Any) -> list[Finding]:
    try:
        places = list(one.look(parts, known))
    except Exception:
        log.exception("preflight_rule_failed", rule=one.key, code=parts.page.code)
        return []
    return [
        Finding(
            one.key,
            one.severity,
            place.anchor or one.anchor,
            one.what,
            one.how,
            " ".join(place.detail.split())[:_DETAIL],
        )
        for place in places[:_MOST]
    ]


def score_of(found: Sequence[Finding]) -> int:
    """0 to 100: the weight of the rules that hold, of the weight of all."""
    broken = {one.rule for one in found}
    table = rules()
    total = sum(one.weight for one in table)
    held = sum(one.weight for one in table if one.key not in broken)
    return held * 100 // total if total else 100


def restored(stored: Sequence[Mapping[str, str]]) -> list[Finding]:
    """Findings of a stored check with today's words; those of a rule that is no more are left out."""
    found = []
    for row in stored:
        one = rule(row["rule"])
        if one is not None:
            found.append(
                Finding(one.key, one.severity, row["anchor"], one.what, one.how, row["detail"])
            )
    return found
