"""Progress of long commands: a bar with rate and remaining time, or plain lines without a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_EVERY = 5.0


class Stream(Protocol):
    """Where a command writes: a line at a time."""

    def write(self, text: str, /) -> object:
        """Write one line."""

    def isatty(self) -> bool:
        """Whether a person watches."""


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:.0f}/s")


@contextmanager
def ticking(total: int, label: str, stream: Stream) -> Iterator[Callable[[int], None]]:
    """Yield a function that is told how many rows were done; it shows them on ``stream``."""
    if getattr(stream, "isatty", lambda: False)():
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console) as bar:
            task = bar.add_task(label, total=total)
            yield lambda number: bar.advance(task, number)
        return
    yield _Lines(total, label, stream)


class _Lines:
    """A line every few seconds: "Nhập danh mục: 800/2642 (160/s, còn 12 s)"."""

    def __init__(self, total: int, label: str, stream: Stream) -> None:
        self.total, self.label, self.stream = total, label, stream
        self.done = 0
        self.begun = self.shown = time.monotonic()

    def __call__(self, number: int) -> None:
        self.done += number
        now = time.monotonic()
        if now - self.shown >= _EVERY:
            self.shown = now
            rate = self.done / max(now - self.begun, 0.001)
            left = (self.total - self.done) / max(rate, 0.001)
            self.stream.write(
                f"{self.label}: {self.done}/{self.total} ({rate:.0f}/s, còn {left:.0f} s)"
            )
