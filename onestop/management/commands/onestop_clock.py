"""What onestop does by itself, on time: letters of apology, and forgetting old sessions."""

from __future__ import annotations

import signal
import threading
from io import StringIO
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from onestop import clock_state

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60
#: (command, every how many ticks)
JOBS: list[tuple[str, int]] = [("send_apologies", 10), ("clearsessions", 60)]


class Command(BaseCommand):
    help = "Chạy các việc theo lịch của onestop mỗi phút, đến khi bị dừng."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="run every job once and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for name in (signal.SIGINT, signal.SIGTERM):
                signal.signal(name, lambda *_: stop.set())
        tick = 0
        failed: set[str] = set()
        while True:
            for job, every in JOBS:
                if tick % every == 0:
                    failed.discard(job)
                    if not self._run(job):
                        failed.add(job)
            clock_state.tell(failed)
            tick += 1
            if options["once"] or stop.wait(EVERY_SECONDS):
                return

    def _run(self, job: str) -> bool:
        close_old_connections()
        try:
            call_command(job, verbosity=0, stdout=StringIO())
        except Exception:  # the next job and the next minute must still come
            log.exception("scheduled_job_failed", job=job)
            return False
        return True
