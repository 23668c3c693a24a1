"""Counts searches and clicks in memory and writes them every few seconds, in one transaction.

A visitor never waits for the database and never sees it fail. What a crash can lose is a few seconds
of counts.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from multiprocessing.util import Finalize
from typing import NamedTuple

import structlog
from django.conf import settings
from django.db import connection
from django.utils import timezone

from search.query_log.writing import write

log = structlog.get_logger(__name__)

#: Different texts that wait for the next writing at the most; further ones are not counted.
MOST_WAITING = 5_000


class Key(NamedTuple):
    """What is counted: a text on a day, and the code of the service that was chosen, or ""."""

    day: date
    text: str
    code: str = ""


@dataclass(slots=True)
class Counts:
    """Sums for one key since the last writing."""

    searches: int = 0
    zero_results: int = 0
    low_confidence: int = 0
    clicks: int = 0
    positions: int = 0
    best_position: int | None = None

    def add(self, other: Counts) -> None:
        """Add ``other`` to these."""
        self.searches += other.searches
        self.zero_results += other.zero_results
        self.low_confidence += other.low_confidence
        self.clicks += other.clicks
        self.positions += other.positions
        if other.best_position is not None:
            self.best_position = min(self.best_position or other.best_position, other.best_position)


class Counter:
    """The counts of one process that are not written yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._waiting: dict[Key, Counts] = {}
        self._left_out = 0
        self._scheduled = False
        self._at_exit = False

    def search(self, text: str, *, zero_results: bool, low_confidence: bool) -> None:
        """Count that scrubbed ``text`` was asked."""
        self._add(Key(timezone.localdate(), text), Counts(1, zero_results, low_confidence))

    def click(self, text: str, code: str, position: int) -> None:
        """Count that ``code`` was chosen at ``position`` (from 1) after scrubbed ``text``."""
        counts = Counts(clicks=1, positions=position, best_position=position)
        self._add(Key(timezone.localdate(), text, code), counts)

    def flush(self) -> int:
        """Write what waits; the number of rows. A failure is logged, and the counts wait on."""
        with self._writing:
            with self._lock:
                taken, self._waiting = self._waiting, {}
                left_out, self._left_out = self._left_out, 0
            if left_out:
                log.warning("search_log_full", left_out=left_out)
            if not taken:
                return 0
            try:
                write(taken)
            except Exception as problem:  # a visitor's search must never hang on its count
                log.warning("search_log_not_written", reason=type(problem).__name__)
                self._put_back(taken)
                return 0
            return len(taken)

    def _add(self, key: Key, counts: Counts) -> None:
        with self._lock:
            known = self._waiting.get(key)
            if known is not None:
                known.add(counts)
            elif len(self._waiting) < MOST_WAITING:
                self._waiting[key] = counts
            else:
                self._left_out += 1
            start = not self._scheduled and settings.SEARCH_LOG_FLUSH_SECONDS > 0
            self._scheduled = self._scheduled or start
        if start:
            self._schedule()

    def _put_back(self, taken: Mapping[Key, Counts]) -> None:
        with self._lock:
            for key, counts in taken.items():
                if key in self._waiting:
                    self._waiting[key].add(counts)
                elif len(self._waiting) < MOST_WAITING:
                    self._waiting[key] = counts

    def _schedule(self) -> None:
        if not self._at_exit:
            self._at_exit = True
            # Not atexit: the web server's workers are children that end without it.
            Finalize(None, self.flush, exitpriority=0)
        timer = threading.Timer(settings.SEARCH_LOG_FLUSH_SECONDS, self._flush_beside)
        timer.daemon = True
        timer.name = "search-log"
        timer.start()

    def _flush_beside(self) -> None:
        with self._lock:
            self._scheduled = False
        try:
            self.flush()
        finally:
            connection.close()  # this thread's own


counter = Counter()
