"""Walk every event chain and name the dossiers whose log is not as it was written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from onestop.models import Dossier, Event
from onestop.recording import broken_link

#: Dossiers read at a time.
BATCH = 2000


class Command(BaseCommand):
    help = "Kiểm tra nhật ký của mọi hồ sơ: không bước nào bị sửa, bị xoá hay thêm vào giữa."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("codes", nargs="*", help="only these dossiers")

    def handle(self, *args: Any, codes: list[str], **options: Any) -> None:
        dossiers = Dossier.objects.order_by("pk")
        if codes:
            dossiers = dossiers.filter(code__in=codes)
        total, broken = dossiers.count(), []
        walk = track(
            _with_events(dossiers), "  nhật ký    ", total=total, console=Console(file=sys.stderr)
        )
        for dossier, events in walk:
            place = broken_link(dossier, events)
            if place is not None:
                broken.append(f"{dossier.code} event {place}")
        for line in broken:
            self.stdout.write(line)
        self.stdout.write(f"checked {total}, broken {len(broken)}")
        if broken:
            raise CommandError("Nhật ký của các hồ sơ trên không còn nguyên vẹn.")


def _with_events(dossiers: Any) -> Iterator[tuple[Dossier, list[Event]]]:
    last = 0
    needed = dossiers.only("pk", "code", "status", "event_count", "chain_head")
    while page := list(needed.filter(pk__gt=last)[:BATCH]):
        last = page[-1].pk
        found = Event.objects.filter(dossier__in=[dossier.pk for dossier in page])
        by_dossier = {
            pk: list(events)
            for pk, events in groupby(
                found.order_by("dossier_id", "number"), lambda event: event.dossier_id
            )
        }
        for dossier in page:
            yield dossier, by_dossier.get(dossier.pk, [])
