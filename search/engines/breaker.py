"""A breaker: after a failure nobody asks the broken thing until a probe in the background finds it well."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)

#: Seconds between two probes while open: quick at first, then patient.
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0


class Breaker:
    """Closed: ask. Open: do not ask; ``probe`` is tried in a thread of its own until it answers True.

    So an outage costs one visitor one wait, and recovery costs none.
    """

    def __init__(self, name: str, probe: Callable[[], bool]) -> None:
        self._name = name
        self._probe = probe
        self._lock = threading.Lock()
        self._reason = ""
        self._closed = threading.Event()
        self._closed.set()

    @property
    def closed(self) -> bool:
        """Whether the thing may be asked."""
        return self._closed.is_set()

    @property
    def reason(self) -> str:
        """Why it is open; empty when closed."""
        return "" if self.closed else self._reason

    def trip(self, reason: str) -> None:
        """Open, unless open already, and begin to probe."""
        with self._lock:
            if not self._closed.is_set():
                return
            self._reason = reason
            self._closed.clear()
        log.error("breaker_opened", component=self._name, reason=reason)
        threading.Thread(target=self._watch, name=f"probe-{self._name}", daemon=True).start()

    def _watch(self) -> None:
        wait = FIRST_WAIT
        while not self._closed.wait(wait):
            if self._probe():
                with self._lock:
                    self._closed.set()
                log.warning("breaker_closed", component=self._name)
                return
            wait = min(LONGEST_WAIT, wait * 2)
