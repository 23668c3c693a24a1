"""Import services from a file: see docs/import.md."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services_catalogue.exchange.importing import NoIndexPage, import_rows
from services_catalogue.exchange.progress import ticking
from services_catalogue.exchange.readers import read_file
from services_catalogue.exchange.rows import UnreadableFile
from services_catalogue.exchange.summary import Summary, describe
from services_catalogue.preflight.summary import published_with_faults


class Command(BaseCommand):
    help = "Nhập dịch vụ công từ tệp .jsonl, .jsonl.gz, .csv hoặc .xlsx (mã thủ tục là khoá)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="in ra những gì sẽ đổi, không ghi gì"
        )
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--publish", action="store_true", help="xuất bản, thay vì để bản nháp")
        way.add_argument(
            "--submit", action="store_true", help="gửi người duyệt của đơn vị, thay vì để bản nháp"
        )
        parser.add_argument(
            "--report", metavar="rejected.csv", help="ghi các dòng bị loại kèm lý do vào tệp này"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = read_file(options["file"])
            with ticking(len(rows), "Nhập danh mục", self.stderr) as tick:
                summary = import_rows(
                    rows,
                    publish=options["publish"],
                    submit=options["submit"],
                    dry_run=options["dry_run"],
                    progress=tick,
                )
        except (UnreadableFile, NoIndexPage) as error:
            raise CommandError(str(error)) from error
        for change in summary.changes:
            if options["dry_run"] or not change.new:
                for line in describe(change):
                    self.stdout.write(line)
        if options["report"]:
            write_report(Path(options["report"]), summary)
        elif summary.rejected:
            for rejection, row in summary.rejected[:20]:
                self.stdout.write(
                    f"! dòng {row.number} {rejection.code} [{rejection.field}] {rejection.reason}"
                )
            if len(summary.rejected) > 20:
                self.stdout.write(
                    f"! … và {len(summary.rejected) - 20} dòng nữa; thêm --report rejected.csv"
                )
        if options["publish"] and not options["dry_run"]:
            for line in published_with_faults({one.record.code for one in summary.changes}):
                self.stdout.write(line)
        self.stdout.write(summary.line())


def write_report(path: Path, summary: Summary) -> None:
    """Write code, field, reason and the row as JSON of each rejected row; UTF-8 that Excel opens."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "field", "reason", "row"])
        for rejection, row in summary.rejected:
            writer.writerow([rejection.code, rejection.field, rejection.reason, row.raw_json()])
