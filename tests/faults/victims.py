"""Processes that are killed without warning, and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.server_process import ROOT


class Victim:
    """One process (with its children), dead or alive. ``is_ready`` says whether it works."""

    def __init__(
        self,
        name: str,
        command: list[str],
        env: dict[str, str],
        is_ready: Callable[[], bool],
        ready_file: Path | None = None,
    ) -> None:
        self.name, self.command, self.env = name, command, env
        self._is_ready, self._ready_file = is_ready, ready_file
        self.process: subprocess.Popen[bytes] | None = None
        self.kills = 0
        self.ready_since: float | None = None

    def start(self) -> None:
        """Begin, in a process group of its own."""
        if self._ready_file:
            self._ready_file.unlink(missing_ok=True)
        self.ready_since = None
        with Path(self.env["DATA_DIR"], f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.command],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def check(self) -> None:
        """See whether it works; start it again when it ended by itself."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        elif self.ready_since is None and self._is_ready():
            self.ready_since = time.monotonic()

    def worked_for(self) -> float:
        """Seconds since it was ready; 0 while it is not."""
        return 0.0 if self.ready_since is None else time.monotonic() - self.ready_since

    def kill(self) -> None:
        """SIGKILL to all of it."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.kills += 1
        self.ready_since = None

    def stop(self) -> int | None:
        """SIGTERM; answers how it ended."""
        if self.process is None or self.process.poll() is not None:
            return None
        self.process.terminate()
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9
