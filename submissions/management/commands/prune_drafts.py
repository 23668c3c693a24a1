"""Deletes drafts that nobody has changed for DRAFT_DAYS, and files that belong to nobody."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from submissions import drafts


class Command(BaseCommand):
    help = "Xoá bản nháp quá hạn giữ và tệp không còn thuộc hồ sơ nào."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"drafts deleted: {drafts.prune()}")
