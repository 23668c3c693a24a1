"""Keeps a backend that is down from being hammered: after some failures one try at a time, rarely."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

#: Failures in a row after which nothing more is sent.
THRESHOLD = 5
#: Seconds of rest after the first opening, doubled while trials fail, up to the longest.
REST, LONGEST_REST = 5.0, 120.0


class Breaker:
    """Closed: all may try. Open: none. Half open: one trial, which decides. For threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failures = 0
        self._rest = REST
        self._opens_at: float | None = None
        self._on_trial = False

    @property
    def is_open(self) -> bool:
        """Whether the backend is thought to be down."""
        return self._opens_at is not None

    def allows(self) -> bool:
        """Whether to try now. Who is allowed must call one of the three methods below afterwards."""
        with self._lock:
            if self._opens_at is None:
                return True
            if self._on_trial or self._clock() < self._opens_at:
                return False
            self._on_trial = True
            return True

    def succeeded(self) -> None:
        """The backend answers."""
        with self._lock:
            self._failures, self._rest, self._opens_at, self._on_trial = 0, REST, None, False

    def failed(self) -> None:
        """The backend as a whole is in trouble."""
        with self._lock:
            self._failures += 1
            if self._on_trial:
                self._rest = min(LONGEST_REST, self._rest * 2)
            elif self._failures < THRESHOLD or self._opens_at is not None:
                return
            self._opens_at, self._on_trial = self._clock() + self._rest, False

    def untried(self) -> None:
        """There was nothing to try after all."""
        with self._lock:
            self._on_trial = False
