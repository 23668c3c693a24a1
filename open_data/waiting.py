"""How long the applicants of each service really waited.

Service pages are many and the figures change once an hour: all services are read with one query, and
shared through the cache until the next reading.
"""

from __future__ import annotations

from django.core.cache import caches

from open_data.models import Figure, Grouping
from open_data.reading import ROLLING, when_read
from services_catalogue.waiting import RealWait

#: Fewer dossiers than this say little about the next one, and could point at a person.
FEWEST = 10
_KEY = "real-waits"


def real_wait(service_code: str) -> RealWait | None:
    """The last twelve months of the service; None when too few dossiers were resolved."""
    waits = caches["default"].get(_KEY)
    if waits is None:
        waits = _all_waits()
        caches["default"].set(_KEY, waits, timeout=None)
    return waits.get(service_code)


@when_read
def forget_waits() -> None:
    """A new reading: what the cache holds is old."""
    caches["default"].delete(_KEY)


def _all_waits() -> dict[str, RealWait]:
    figures = Figure.objects.filter(
        span=ROLLING,
        grouping=Grouping.SERVICE,
        resolved__gte=FEWEST,
        median_days__isnull=False,
        p90_days__isnull=False,
    )
    return {
        one.key: RealWait(
            median_days=one.median_days or 0.0,
            p90_days=one.p90_days or 0.0,
            resolved=one.resolved,
            in_time_share=one.in_time_share or 0.0,
        )
        for one in figures
    }
