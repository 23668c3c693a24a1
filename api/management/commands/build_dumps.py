"""Build the files of the whole catalogue now."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from api.dumps.building import build
from services_catalogue.exchange.progress import ticking
from services_catalogue.selectors import published


class Command(BaseCommand):
    help = "Tạo lại các tệp toàn bộ danh mục (/catalogue.ttl, .jsonl.gz, .csv, .xlsx)."

    def handle(self, *args: Any, **options: Any) -> None:
        started = perf_counter()
        with ticking(published().count(), "Tạo tệp", self.stderr) as tick:
            made = build(lambda: tick(1))
        sizes = ", ".join(f"{one['name']} {one['size'] / 2**20:.1f} MiB" for one in made["files"])
        self.stdout.write(f"{made['services']} services, {perf_counter() - started:.1f} s: {sizes}")
