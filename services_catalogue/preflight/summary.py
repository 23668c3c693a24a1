"""What a check of many services found, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from services_catalogue.models import ServiceCheck
from services_catalogue.preflight.rule import rules


def lines(checks: Sequence[ServiceCheck]) -> Iterator[str]:
    """A line a rule: how many services break it; then how many are blocked, and the score."""
    broken: Counter[str] = Counter()
    for check in checks:
        broken.update({row["rule"] for row in check.findings})
    for one in rules():
        yield f"{one.severity:9} {one.key:24} {broken[one.key]:6}  {one.what}"
    blocked = sum(1 for check in checks if check.blocking)
    scores = sorted(check.score for check in checks)
    middle = scores[len(scores) // 2] if scores else 0
    yield f"checked {len(checks)}, blocked {blocked}, median score {middle}"
