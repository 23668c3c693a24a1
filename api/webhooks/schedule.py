"""When a failing endpoint is tried again, and when it no longer is."""

from __future__ import annotations

import random
from datetime import timedelta

#: Seconds before the next attempt, after 1, 2, … failures in a row (Standard Webhooks' own example).
WAITS = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
#: The longest Retry-After that is honoured, in seconds.
LONGEST_ASKED = 86_400
#: After so long without one success the owner hears of it; after so long nothing more is sent.
WARN_AFTER, PARK_AFTER = timedelta(days=1), timedelta(days=5)


def wait_after(failures: int, asked: float | None = None) -> timedelta:
    """How long to leave the endpoint alone after ``failures`` in a row (1, 2, …).

    A fifth of it is chance, so that endpoints which failed together do not come back together. What
    the endpoint asked for (Retry-After, seconds) is never undercut.
    """
    wait = float(WAITS[min(max(failures, 1), len(WAITS)) - 1])
    wait = max(wait, min(asked or 0.0, LONGEST_ASKED))
    return timedelta(seconds=wait * random.uniform(1.0, 1.2))  # noqa: S311 - spreads load, hides nothing
