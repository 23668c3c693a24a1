"""The weekly mails of the editors' desk; run often by the clock, each mail goes out once a week."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services_catalogue.desk.digest import is_time, send_all


class Command(BaseCommand):
    help = "Gửi thư tổng hợp việc chờ mỗi người (sáng thứ Hai; --now: không đợi đến giờ)."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--now", action="store_true", help="do not wait for Monday morning")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["now"] and not is_time():
            self.stdout.write("not yet")
            return
        result = send_all()
        self.stdout.write(f"sent {result.sent}, nothing to tell {result.silent}")
        if result.failed:
            raise CommandError(f"{result.failed} digests could not be sent; they are tried again")
