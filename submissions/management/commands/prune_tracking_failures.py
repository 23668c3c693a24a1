"""Forget wrong guesses at dossiers that no limit counts any more."""

from typing import Any

from django.core.management.base import BaseCommand

from submissions.tracking.attempts import forget_old


class Command(BaseCommand):
    help = "Xoá các lần tra cứu hồ sơ sai đã quá một ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"forgot {forget_old()}")
