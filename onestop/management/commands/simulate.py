"""Fill onestop with a believable past."""

from __future__ import annotations

from datetime import datetime, time
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onestop.simulation.run import simulate
from onestop.working_days import VIETNAM


class Command(BaseCommand):
    help = "Tạo hồ sơ mô phỏng của các ngày đã qua: mùa vụ, đơn vị, dịch vụ, trễ hạn."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dossiers", type=int, required=True)
        parser.add_argument("--days", type=int, default=365, help="how many days up to the last")
        parser.add_argument("--until", help="the last day, 2026-11-24 (today unless given)")
        parser.add_argument("--seed", type=int, default=1)

    def handle(
        self,
        *args: Any,
        dossiers: int,
        days: int = 365,
        until: str | None = None,
        seed: int = 1,
        **options: Any,
    ) -> None:
        if dossiers < 0 or not 1 <= days <= 4000:
            raise CommandError("Số hồ sơ phải từ 0, số ngày từ 1 đến 4000.")
        now = timezone.now()
        if until:
            day = parse_date(until)
            if day is None:
                raise CommandError("Viết ngày như 2026-11-24.")
            now = datetime.combine(day, time(23, 0), VIETNAM)
        started = perf_counter()
        with Progress(
            TextColumn("  hồ sơ      "),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        ) as bar:
            task = bar.add_task("", total=dossiers)
            try:
                made = simulate(
                    dossiers=dossiers,
                    now=now,
                    days=days,
                    seed=seed,
                    progress=lambda count: bar.update(task, completed=count),
                )
            except LookupError as error:
                raise CommandError(str(error)) from error
        seconds = perf_counter() - started
        self.stdout.write(f"made {made} dossiers in {seconds:.1f} s ({made / seconds:,.0f}/s)")
