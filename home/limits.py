"""How much may be sent to the portal's small forms, from one address and from all together."""

from __future__ import annotations

from django.core.cache import caches
from django.http import HttpRequest

#: Sendings an hour of one form, in each process.
FROM_ONE, FROM_ALL = 20, 2000
WINDOW = 3600


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site's page sent this (all current browsers say so)."""
    return request.headers.get("Sec-Fetch-Site", "") == "cross-site"


def within_limits(form: str, address: str) -> bool:
    """Count one sending of ``form``; whether it is still within the limits."""
    return _count(f"{form}:{address}") <= FROM_ONE and _count(form) <= FROM_ALL


def _count(key: str) -> int:
    limits = caches["limits"]
    limits.add(key, 0, WINDOW)
    return limits.incr(key)
