"""Compare the whole catalogue with what was last told, and record what is missing."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.management.base import BaseCommand
from rich.progress import track

from services_catalogue.change_recording import record_changes_of
from services_catalogue.models import PublishedService, ServicePage

log = structlog.get_logger(__name__)
_BATCH = 200


class Command(BaseCommand):
    help = "Đối chiếu toàn bộ danh mục với dòng thay đổi đã công bố và ghi bổ sung phần còn thiếu."

    def handle(self, *args: Any, **options: Any) -> None:
        pks = sorted(
            {
                *ServicePage.objects.values_list("pk", flat=True),
                *PublishedService.objects.filter(public=True).values_list("page_id", flat=True),
            }
        )
        starts = range(0, len(pks), _BATCH)
        shown = options["verbosity"] > 0
        added = sum(
            record_changes_of(pks[start : start + _BATCH])
            for start in track(starts, "Đối chiếu", disable=not shown)
        )
        if added:
            # Somebody wrote to the database past the portal's own code.
            log.warning("changes_recorded_late", number=added)
        self.stdout.write(f"compared {len(pks)}, recorded {added}")
