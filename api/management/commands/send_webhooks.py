"""Tell subscribers of changes, until stopped."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from api.webhooks.running import Sender


class Command(BaseCommand):
    help = "Gửi webhook cho các bên đã đăng ký, đến khi bị dừng."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now and stop")
        parser.add_argument("--threads", type=int, default=4, help="subscribers at the same time")

    def handle(self, *args: Any, **options: Any) -> None:
        sender = Sender(threads=max(1, options["threads"]))
        if options["once"]:
            sender.run_once()
        else:
            for name in (signal.SIGINT, signal.SIGTERM):
                signal.signal(name, lambda *_: sender.stopping.set())
            sender.run()
        self.stdout.write(f"sent {sender.sent}")
