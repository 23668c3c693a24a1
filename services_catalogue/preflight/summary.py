"""What a check of many services found, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _

from services_catalogue.models import ServiceCheck
from services_catalogue.preflight.findings import restored
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


def published_with_faults(codes: Collection[str], *, most: int = 20) -> Iterator[str]:
    """A line for each public service of ``codes`` that a person could not have published.

    An import is not held back: what its source has is in force, with or without the missing part.
    """
    wanted = set(codes)
    rows = ServiceCheck.objects.filter(blocking__gt=0, page__live=True).select_related("page")
    found = [row for row in rows.order_by("page__code") if row.page.code in wanted]
    for row in found[:most]:
        faults = "; ".join(str(one.what) for one in restored(row.findings) if one.blocks)
        yield f"? {row.page.code} {faults}"
    if found:
        yield _("? %(number)d dịch vụ đã xuất bản còn thiếu phần bắt buộc") % {"number": len(found)}
