"""Loads the demo catalogue: agencies, fields, life events, forms, services, guidance and news."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from demo import loading, records
from demo.online_forms import load_online_forms
from services_catalogue.exchange.importing import import_records
from services_catalogue.exchange.progress import ticking
from services_catalogue.exchange.taxonomies import (
    import_agencies,
    import_fields,
    import_life_events,
)


class Command(BaseCommand):
    help = "Nạp danh mục minh hoạ: cơ quan, lĩnh vực, sự kiện, biểu mẫu, dịch vụ, hướng dẫn, tin."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"fields: {import_fields(records.fields()).line()}")
        self.stdout.write(f"life events: {import_life_events(records.life_events()).line()}")
        self.stdout.write(f"agencies: {import_agencies(records.agencies()).line()}")
        self._count("blank forms", loading.load_blank_forms)
        services = list(records.services())
        with ticking(len(services), "services", self.stderr) as advance:
            summary = import_records(services, publish=True, progress=advance, index=False)
        for rejection, _row in summary.rejected:
            self.stderr.write(f"{rejection.code} {rejection.field}: {rejection.reason}")
        self.stdout.write(f"services: {summary.line()}")
        self._count("online forms", load_online_forms)
        self._count("guidance pages", loading.load_guidance)
        self._count("news", loading.load_news)
        loading.load_settings()
        call_command("rebuild_index", stdout=self.stdout)

    def _count(self, name: str, load: Callable[[], int]) -> None:
        self.stdout.write(f"{name}: {load()}")
