"""Where a visitor comes from: for counting against limits only, never written down."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address as the outermost of our own proxies (NUM_PROXIES) saw it.

    What stands further left in X-Forwarded-For is the visitor's own claim and does not count.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies = settings.NUM_PROXIES
    if proxies and len(seen) >= proxies and seen[-proxies]:
        return seen[-proxies][:60]
    return str(request.META.get("REMOTE_ADDR", ""))[:60]
