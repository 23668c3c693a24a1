"""Hand out again what a worker left half done, begin what is due today, forget old files."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from services_catalogue.bulk.exports.writing import purge as purge_exports
from services_catalogue.bulk.imports.files import purge
from services_catalogue.bulk.leases import hand_over, stranded
from services_catalogue.bulk.tasks import apply_merger, task_for
from services_catalogue.models import BulkChange, ExportRun, ImportRun, RunState, UnitMerger


class Command(BaseCommand):
    help = "Chạy tiếp các việc hàng loạt bị dừng giữa chừng, xoá tệp nhập đã quá hạn"

    def handle(self, *args: Any, **options: Any) -> None:
        for merger in UnitMerger.objects.filter(
            state=RunState.SCHEDULED, effective_on__lte=timezone.localdate()
        ):
            UnitMerger.objects.filter(pk=merger.pk, state=RunState.SCHEDULED).update(
                **hand_over(state=RunState.APPLYING)
            )
            apply_merger.enqueue(pk=merger.pk)
        resumed = 0
        for model in (ImportRun, BulkChange, ExportRun, UnitMerger):
            for run in stranded(model):
                task_for(run).enqueue(pk=run.pk)
                resumed += 1
        self.stdout.write(f"resumed {resumed}, purged {purge() + purge_exports()}")
