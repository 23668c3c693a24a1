"""Do what is due, once a minute: publish and expire pages, forget old task results."""

from __future__ import annotations

import signal
import threading
from io import StringIO
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60
#: (command, arguments, every how many ticks)
JOBS: list[tuple[str, list[str], int]] = [
    ("publish_scheduled", [], 1),
    ("tell_followers", [], 1),
    ("catch_up_search", [], 1),
    ("send_workflow_mails", [], 1),
    ("index_citations", [], 1),
    ("resume_bulk_work", [], 1),
    ("recheck_failed_searches", [], 5),
    ("send_desk_digest", [], 15),
    ("prune_db_task_results", ["--min-age-days", "7"], 60),
    ("clearsessions", [], 60),
    ("prune_search_log", [], 60),
    ("prune_api", [], 60),
    ("prune_drafts", [], 60),
    ("prune_tracking_failures", [], 60),
    ("purge_submissions", [], 24 * 60),
    ("read_figures", [], 60),
    ("check_backend_services", [], 24 * 60),
    # What was written past the portal's own code is told within a day.
    ("record_changes", [], 24 * 60),
    # Dates pass and files vanish without anybody saving a page.
    ("check_services", [], 24 * 60),
    ("collect_links", [], 24 * 60),
    ("check_links", [], 10),
]


class Command(BaseCommand):
    help = "Chạy các việc theo lịch (xuất bản, hết hạn, dọn dẹp) mỗi phút, đến khi bị dừng."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="run every job once and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        tick = 0
        if not options["once"]:
            for name in (signal.SIGINT, signal.SIGTERM):
                signal.signal(name, lambda *_: stop.set())
        while True:
            for command, arguments, every in JOBS:
                if options["once"] or tick % every == 0:
                    self._run(command, arguments)
            tick += 1
            if options["once"] or stop.wait(EVERY_SECONDS):
                return

    def _run(self, command: str, arguments: list[str]) -> None:
        close_old_connections()
        try:
            call_command(command, *arguments, verbosity=0, stdout=StringIO())
        except Exception:  # the next job and the next minute must still come
            log.exception("scheduled_job_failed", job=command)
