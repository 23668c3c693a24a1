"""Agencies and services for the reference backend, as one JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from submissions.backend_export import agencies_for_backend, services_for_backend


class Command(BaseCommand):
    help = "Ghi cơ quan và dịch vụ nộp trên cổng ra tệp cho `prepare_onestop`."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        services = list(services_for_backend())
        agencies = agencies_for_backend()
        beside = file.with_suffix(".new")
        beside.write_text(
            json.dumps({"agencies": agencies, "services": services}, ensure_ascii=False, indent=1),
            encoding="utf-8",
        )
        beside.replace(file)
        self.stdout.write(f"agencies {len(agencies)}, services {len(services)}")
