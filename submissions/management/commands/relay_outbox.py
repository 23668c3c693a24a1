"""Deliver what people handed in, read what happened to it, send the mails: until stopped."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from submissions.backends.connected import connected_backend
from submissions.relay.running import Relay


class Command(BaseCommand):
    help = "Chuyển hồ sơ tới hệ thống xử lý, lấy trạng thái về và gửi thư báo, đến khi bị dừng."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now and stop")
        parser.add_argument("--threads", type=int, default=8, help="deliveries at the same time")

    def handle(self, *args: Any, **options: Any) -> None:
        relay = Relay(connected_backend(), threads=max(1, options["threads"]))
        if options["once"]:
            done = relay.run_once()
        else:
            for name in (signal.SIGINT, signal.SIGTERM):
                signal.signal(name, lambda *_: relay.stopping.set())
            relay.run()
            done = relay.counts
        names = ("delivered", "postponed", "parked", "changes", "mails")
        self.stdout.write(", ".join(f"{name} {done[name]}" for name in names))
