"""Count where cards are shown: the embedding site's origin, never its page, never who looked.

Counts wait in memory and are written every few seconds; a visitor never waits for the database. What a
crash can lose is a few seconds of counts.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Sum
from django.http import HttpRequest
from django.utils import timezone

from api.models import EmbedCount

log = structlog.get_logger(__name__)

#: Keys that wait for the next writing, and sites counted by name a day. Who sends made-up origins
#: fills these, not the database.
MOST_WAITING = 2_000
MOST_ORIGINS = 2_000
OTHERS = "…"


class Key(NamedTuple):
    """A day, the origin of a site, the code of a service."""

    day: date
    origin: str
    code: str


def origin_of(request: HttpRequest) -> str:
    """The site around the card, "https://xa.example": from Origin, else Referer; "" when not told."""
    told = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        parts = urlsplit(told)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or not host.isascii():
        return ""
    origin = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    return "" if origin == settings.PUBLIC_URL or len(origin) > 255 else origin


class EmbedCounter:
    """Counts of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[Key] = Counter()
        self._scheduled = False

    def count(self, origin: str, code: str) -> None:
        """One more view."""
        key = Key(timezone.localdate(), origin, code)
        delay = settings.SEARCH_LOG_FLUSH_SECONDS
        with self._lock:
            if key not in self._waiting and len(self._waiting) >= MOST_WAITING:
                return
            self._waiting[key] += 1
            start = not self._scheduled and delay > 0
            self._scheduled = self._scheduled or start
        if start:
            timer = threading.Timer(delay, self._write_beside)
            timer.daemon = True
            timer.start()

    def _write_beside(self) -> None:
        try:
            self.write()
        finally:
            connection.close()

    def write(self) -> None:
        """Add what waits to the rows of its days; what cannot be written is told to the log."""
        with self._lock:
            counts, self._waiting = self._waiting, Counter()
            self._scheduled = False
        try:
            with transaction.atomic():
                for key, views in counts.items():
                    _add(key, views)
        except DatabaseError:
            log.warning("embed_counts_lost", number=counts.total(), exc_info=True)


def _add(key: Key, views: int) -> None:
    today = EmbedCount.objects.filter(day=key.day)
    if not today.filter(origin=key.origin).exists():
        known = today.values("origin").distinct().count()
        key = key._replace(origin=OTHERS) if known >= MOST_ORIGINS else key
    EmbedCount.objects.get_or_create(day=key.day, origin=key.origin, code=key.code)
    EmbedCount.objects.filter(day=key.day, origin=key.origin, code=key.code).update(
        views=F("views") + views
    )


COUNTER = EmbedCounter()


def prune() -> int:
    """Forget days past EMBED_COUNT_DAYS; answers how many rows went."""
    oldest = timezone.localdate() - timedelta(days=settings.EMBED_COUNT_DAYS)
    return EmbedCount.objects.filter(day__lt=oldest).delete()[0]


def sites_showing(code: str, days: int = 30) -> list[tuple[str, int]]:
    """Which sites have shown the card of ``code`` lately: (origin, views), most views first."""
    since = timezone.localdate() - timedelta(days=days)
    counts = EmbedCount.objects.filter(code=code, day__gt=since).order_by()
    told = counts.values("origin").annotate(number=Sum("views")).order_by("-number", "origin")
    return [(one["origin"], one["number"]) for one in told]
