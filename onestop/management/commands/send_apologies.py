"""Letters of apology for dossiers that are going to be late."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.progress import track

from onestop.desk.apologies import how_many, send_apologies

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = (
        "Gửi văn bản xin lỗi và hẹn lại (Mẫu 04) cho hồ sơ sắp quá hạn. Chạy lại không gửi lần hai."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        sent = passed = failed = 0
        outcomes = track(
            send_apologies(now),
            total=how_many(now),
            description="Văn bản xin lỗi",
            disable=options["verbosity"] < 1 or not self.stdout.isatty(),
        )
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                failed += 1
                # The kind of failure only: its text could quote a dossier.
                log.error("apology_failed", kind=type(outcome).__name__)
            elif outcome is None:
                passed += 1
            else:
                sent += 1
        self.stdout.write(f"sent {sent}, no longer needed {passed}, failed {failed}")
        if failed:
            raise CommandError(f"{failed} letters could not be written; the next run tries again.")
