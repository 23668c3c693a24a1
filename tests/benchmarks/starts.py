"""How long a person waits for `make demo` when everything is set up already."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from rich.table import Table

from tests.server_process import ROOT, environment, free_port, wait_for

RUNS = 3


def measure(data_dir: Path) -> Iterator[Table]:
    """From the command to the first 200 of /readyz, with the catalogue loaded before."""
    table = Table(title="Khởi động lại `make demo` (đã cài, đã nạp): đến khi /readyz trả 200")
    for number in range(1, RUNS + 1):
        table.add_column(f"lần {number}", justify="right")
    table.add_row(*(f"{_start(data_dir):.1f} giây" for _ in range(RUNS)))
    yield table


def _start(data_dir: Path) -> float:
    port = free_port()
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "scripts/demo.py"],
        cwd=ROOT,
        env=environment(data_dir, PORT=str(port)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port, "/readyz", process)
        return perf_counter() - started
    finally:
        # The whole group that this function started: honcho and its processes.
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)
