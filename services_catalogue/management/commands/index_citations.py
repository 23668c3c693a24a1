"""Reads which documents services cite, wherever a service changed since; each minute by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from services_catalogue.law.citations import catch_up
from services_catalogue.models import LawIndexed


class Command(BaseCommand):
    help = "Đọc lại văn bản pháp luật mà các dịch vụ dẫn chiếu (--all: đọc lại tất cả)."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--all", action="store_true", help="read every service again")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            LawIndexed.objects.all().delete()
        self.stdout.write(f"read {catch_up()} services")
