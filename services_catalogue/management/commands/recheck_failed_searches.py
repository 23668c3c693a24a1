"""Asks again what citizens searched for in vain, for the editors' desk; by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from services_catalogue.desk.failed_searches import recheck_or_keep


class Command(BaseCommand):
    help = "Tìm lại những từ người dân tìm không thấy, để bàn làm việc chỉ còn việc thật."

    def handle(self, *args: Any, **options: Any) -> None:
        found = recheck_or_keep()
        self.stdout.write("search unavailable" if found is None else f"still failing: {found}")
