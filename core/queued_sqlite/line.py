"""One line of writers for a database file, across the threads and processes of a machine."""

from __future__ import annotations

import fcntl
import os
import threading
import time

#: Seconds between looks at the file's lock. Only the first thread of each process looks.
_LOOK_EVERY = 0.0005


class Line:
    """``enter`` and ``leave`` like a lock; ``leave`` may come from another thread than ``enter``."""

    def __init__(self, path: str) -> None:
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def enter(self, timeout: float) -> bool:
        """Wait for at most ``timeout`` seconds; whether the line is ours."""
        until = time.monotonic() + timeout
        if not self._threads.acquire(timeout=timeout):
            return False
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() > until:
                    self._threads.release()
                    return False
                time.sleep(_LOOK_EVERY)

    def leave(self) -> None:
        """Let the next thread, here or in another process, have it."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()


_lines: dict[tuple[int, str], Line] = {}
_making = threading.Lock()


def line_for(database: str) -> Line:
    """The line of this database file, one a process: a fork must not share its parent's."""
    key = (os.getpid(), database)
    if key not in _lines:
        with _making:
            if key not in _lines:
                _lines[key] = Line(f"{database}-queue")
    return _lines[key]
