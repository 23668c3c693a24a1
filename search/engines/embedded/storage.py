"""Where the index lies on disk: generations of it, one pointed at; and who may write.

<directory>/current          name of the generation that answers, replaced in one step
<directory>/generation-…/    a Tantivy index
<directory>/write.lock       held by the process that writes
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import SearchUnavailable

POINTER = "current"
#: How often a waiting writer tries again, in seconds.
RETRY = 0.05


class Storage:
    """The folder of one embedded index."""

    def __init__(self, directory: Path) -> None:
        self.directory = Path(directory)

    @property
    def pointer(self) -> Path:
        """The file that names the current generation."""
        return self.directory / POINTER

    def current(self) -> Path | None:
        """The generation that answers; None before the first one."""
        try:
            name = self.pointer.read_text("ascii").strip()
        except FileNotFoundError:
            return None
        return self.directory / name

    def signature(self) -> tuple[object, ...]:
        """Changes with every commit and every swap, in any process; two stats, no reading."""
        return (_stat(self.pointer), _stat(self._meta()))

    def _meta(self) -> Path:
        current = self.current()
        return (current or self.directory) / "meta.json"

    def new_generation(self, layout: int) -> Path:
        """An empty folder beside the current one."""
        path = self.directory / f"generation-{layout}-{time.time_ns():x}-{os.getpid():x}"
        path.mkdir(parents=True)
        return path

    def swap(self, generation: Path) -> None:
        """Point at ``generation``. Written aside, synced and renamed: a crash leaves old or new."""
        aside = self.directory / f"{POINTER}.{os.getpid()}"
        with aside.open("w", encoding="ascii") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, self.pointer)
        descriptor = os.open(self.directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def sweep(self) -> None:
        """Remove what no pointer leads to: older generations and crashed builds.

        Readers that still have an old one open keep its pages until they look again.
        """
        current = self.current()
        for path in self.directory.glob("generation-*"):
            if path != current:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self, wait: float) -> Iterator[None]:
        """Hold the writer's lock; wait ``wait`` seconds for another process to finish.

        The kernel frees the lock of a process that dies. Raises SearchUnavailable when time is up.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        with (self.directory / "write.lock").open("a+") as file:
            until = time.monotonic() + wait
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= until:
                        raise SearchUnavailable(
                            f"another process has been writing the index for {wait:g} s; nothing "
                            "was written, try again when it is done"
                        ) from None
                    time.sleep(RETRY)
            try:
                yield
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_mtime_ns, found.st_ino, found.st_size)
