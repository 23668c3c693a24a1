"""Show the key with which links to one other site are signed (docs/integrators.md)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services_catalogue.submission_hosts import is_allowed
from submissions.backends.connected import deep_link_key


class Command(BaseCommand):
    help = "In khoá ký đường dẫn sang một trang khác; chỉ trao cho trang đó."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("host", help="for example dichvucong.gov.vn")

    def handle(self, *args: Any, host: str, **options: Any) -> None:
        if not is_allowed(f"https://{host}/"):
            raise CommandError(f"{host} is not among SUBMISSION_HOSTS.")
        self.stdout.write(deep_link_key(host))
