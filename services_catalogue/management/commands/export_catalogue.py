"""Write all services into a file that import_catalogue reads back unchanged: see docs/import.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services_catalogue.exchange.exporting import export_records
from services_catalogue.exchange.progress import ticking
from services_catalogue.exchange.writing import WRITERS, write_workbook
from services_catalogue.models import Field, ServicePage


class Command(BaseCommand):
    help = "Xuất danh mục ra tệp .jsonl, .jsonl.gz hoặc .xlsx"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        write = WRITERS.get(path.suffix)
        if write is None:
            raise CommandError("Đặt tên tệp có đuôi .jsonl, .jsonl.gz hoặc .xlsx.")
        total = ServicePage.objects.filter(content_language="vi").count()
        with ticking(total, "Xuất danh mục", self.stderr) as tick:

            def records() -> Any:
                for record in export_records():
                    yield record
                    tick(1)

            more = {"fields": Field.objects.values_list("name", flat=True)}
            try:
                number = write(path, records(), **(more if write is write_workbook else {}))
            except OSError as error:
                raise CommandError(f"Không ghi được tệp {path}: {error.strerror}.") from error
        self.stdout.write(f"exported {number}")
