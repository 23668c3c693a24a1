"""Look at links to other sites that are due; run by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from services_catalogue.exchange.progress import ticking
from services_catalogue.link_check.running import run
from services_catalogue.models import LinkStatus


class Command(BaseCommand):
    help = "Kiểm tra các liên kết ra ngoài đã đến lượt, lần lượt và lịch sự với từng trang."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--budget", type=float, default=25.0, help="seconds that the run may take"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        due = LinkStatus.objects.filter(due_at__lte=timezone.now()).count()
        if options["verbosity"] and due:
            with ticking(due, "Kiểm tra liên kết", self.stderr) as tick:
                result = run(budget=options["budget"], progress=tick)
        else:
            result = run(budget=options["budget"])
        self.stdout.write(
            f"due {due}, checked {result.checked}, fine {result.fine}, broken {result.broken}, "
            f"put off {result.put_off}"
        )
