"""Empty what was delivered long enough ago; run daily by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import track

from submissions.purging import due_for_purge, forget_contacts, purge, remove_purged_files


class Command(BaseCommand):
    help = "Xoá nội dung và tệp của hồ sơ đã chuyển quá SUBMISSION_PURGE_DAYS ngày."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        due = due_for_purge()
        total = due.count()
        if options["dry_run"]:
            self.stdout.write(f"{total} to purge")
            return
        steps = track(purge(due), total=total, disable=options["verbosity"] == 0)
        files = sum(steps)
        left = remove_purged_files()
        contacts = forget_contacts()
        self.stdout.write(f"purged {total}, files {files + left}, contacts {contacts}")
