"""Write down anew which pages lead to which other sites; run daily by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from services_catalogue.link_check.collecting import collect
from services_catalogue.link_check.running import forget_old_looks
from services_catalogue.models import LinkStatus


class Command(BaseCommand):
    help = "Ghi lại những liên kết ra ngoài của mọi trang và đơn vị, bỏ lịch sử quá 90 ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        uses = collect()
        forgotten = forget_old_looks()
        links = LinkStatus.objects.count()
        self.stdout.write(f"links {links}, uses {uses}, old checks forgotten {forgotten}")
