"""Check every service by the rules of the preflight; run nightly by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from services_catalogue.exchange.progress import ticking
from services_catalogue.models import ServicePage
from services_catalogue.preflight.keeping import check_all
from services_catalogue.preflight.summary import lines


class Command(BaseCommand):
    help = "Kiểm tra mọi dịch vụ theo bảng quy tắc trước khi xuất bản, tính mức đầy đủ."

    def handle(self, *args: Any, **options: Any) -> None:
        total = ServicePage.objects.count()
        with ticking(total, "Kiểm tra dịch vụ", self.stderr) as tick:
            kept = check_all(progress=tick if options["verbosity"] else lambda _number: None)
        for line in lines(kept):
            self.stdout.write(line)
