"""The server of production on a free port of loopback, for tests and measurements."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Longest wait for the first answer, in seconds.
PATIENCE = 60


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """What a process of the portal needs to know when it works on ``data_dir``."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")},
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
        "DATA_DIR": str(data_dir),
        **more,
    }


def run(*command: str, data_dir: Path, **more: str) -> str:
    """Run a Python module or script on ``data_dir``; answers its output. Errors: its own."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(data_dir, **more),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@contextmanager
def serving(
    application: str, data_dir: Path, *, port: int = 0, ready: str = "/healthz", **more: str
) -> Iterator[str]:
    """Serve a WSGI application with one granian process; answers its address."""
    port = port or free_port()
    with (data_dir / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
                *("--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4"),
                application,
            ],
            cwd=ROOT,
            env=environment(data_dir, **more),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(port, ready, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Until ``path`` answers 200. Errors: ``RuntimeError`` when the process ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    raise RuntimeError(f"no answer from {path} on port {port}")
