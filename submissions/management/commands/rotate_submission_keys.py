"""Seal everything with the newest of SUBMISSION_KEYS; afterwards the older ones can be removed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from submissions.key_rotation import count_sealed, rotate


class Command(BaseCommand):
    help = "Mã hoá lại hồ sơ và tệp bằng khoá mới nhất của SUBMISSION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        done = Counter(track(rotate(), total=count_sealed(), disable=quiet))
        self.stdout.write(f"resealed {done[True]}, cannot be opened {done[False]}")
        if done[False]:
            raise CommandError("Keep the old keys: what cannot be opened may need one of them.")
