"""Hand out again what a worker left half done, begin what is due today, forget old files."""

from typing import Any

from django.core.management.base import BaseCommand

from services_catalogue.bulk.imports.files import purge
from services_catalogue.bulk.leases import stranded
from services_catalogue.bulk.tasks import task_for
from services_catalogue.models import BulkChange, ImportRun


class Command(BaseCommand):
    help = "Chạy tiếp các việc hàng loạt bị dừng giữa chừng, xoá tệp nhập đã quá hạn"

    def handle(self, *args: Any, **options: Any) -> None:
        resumed = 0
        for model in (ImportRun, BulkChange):
            for run in stranded(model):
                task_for(run).enqueue(pk=run.pk)
                resumed += 1
        self.stdout.write(f"resumed {resumed}, purged {purge()}")
