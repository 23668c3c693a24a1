"""Applications: accepted a second with a file of 1 MB, and delivered a second to a real onestop."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.table import Table

from tests.benchmarks.accepting import PROCESSES, THREADS
from tests.benchmarks.figures import Times
from tests.faults.verdict import waiting
from tests.faults.world import World
from tests.server_process import run

COUNT, SIZES = 400, (10_000, 1_000_000)


def measure() -> Iterator[Table]:
    """A fresh portal and onestop with the processes of the Procfile.

    On SQLite, or in the empty databases of DATABASE_URL and ONESTOP_DATABASE_URL.
    """
    accepted = Table(
        "Tệp", "hồ sơ/giây", "trung vị", "p95", title=f"Nhận, {PROCESSES * THREADS} cùng lúc"
    )
    delivered = Table("Tệp", "hồ sơ/giây", title="Chuyển tới hệ thống một cửa, 8 luồng")
    with TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        world = World(folder, 0, seed=1, relays=1, workers=2)
        world.prepare(migrate_portal=True)
        for size in SIZES:
            times, seconds = _accept(folder, size)
            rate = COUNT / seconds
            accepted.add_row(f"{size:,} byte", f"{rate:.0f}", times.p50, times.p95)
            delivered.add_row(f"{size:,} byte", f"{COUNT / _deliver_all(world):.0f}")
    yield accepted
    yield delivered


def _accept(folder: Path, size: int) -> tuple[Times, float]:
    """As many processes as the portal has by the Procfile, at once; the slower one's seconds."""
    module = ("-m", "tests.benchmarks.accepting", str(COUNT // PROCESSES), str(size))
    with ThreadPoolExecutor(PROCESSES) as pool:
        runs = [pool.submit(run, *module, data_dir=folder) for _ in range(PROCESSES)]
        took = [json.loads(one.result()) for one in runs]
    durations = sorted(duration for one in took for duration in one["durations"])
    return Times(tuple(durations)), max(one["seconds"] for one in took)


def _deliver_all(world: World) -> float:
    """Seconds from the first to the last delivery."""
    (relay,) = world.relays
    relay.env["DOSSIER_API_URL"] = world.onestop_url
    try:
        for victim in (world.onestop, relay):
            victim.start()
            while not victim.worked_for():
                victim.check()
                time.sleep(0.02)
        while (left := waiting(world.folder)) == COUNT:
            time.sleep(0.01)
        started, first = time.perf_counter(), left
        while waiting(world.folder):
            time.sleep(0.02)
        return (time.perf_counter() - started) * COUNT / first
    finally:
        relay.stop()
        world.onestop.kill()
