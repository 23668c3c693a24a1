"""How long the relay waits, holds on and gives up. All in seconds."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.db.models import Q

#: First wait is drawn from 0 to this, each next from twice as long, up to the longest.
FIRST_WAIT, LONGEST_WAIT = 2.0, 600.0
#: The longest Retry-After that is honoured.
LONGEST_ASKED = 3600.0
#: No row of ours is ever scheduled further ahead: if one is, the clock has been set back.
FURTHEST = timedelta(seconds=LONGEST_ASKED * 1.2 + 60)


def wait_before(attempt: int, asked: float | None = None) -> float:
    """Seconds to wait before the next attempt, after ``attempt`` have failed (1, 2, …).

    Full jitter (Brooker, "Exponential Backoff and Jitter", AWS 2015): those that failed together do
    not come back together. What the backend asked for is never undercut.
    """
    ceiling = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempt, 20))
    drawn = random.uniform(0.2, ceiling)  # noqa: S311 - spreads load, hides nothing
    if asked is None:
        return drawn
    return max(drawn, min(asked, LONGEST_ASKED) * random.uniform(1.0, 1.1))  # noqa: S311


def due(now: datetime, field: str = "next_attempt_at") -> Q:
    """Rows whose time has come, or lies so far ahead that the clock must have been set back."""
    return Q(**{f"{field}__lte": now}) | Q(**{f"{field}__gt": now + FURTHEST})
