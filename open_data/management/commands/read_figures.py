"""Read the figures of performance from the processing backend."""

from __future__ import annotations

from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from open_data.reading import UnusableFigures, read, remember_failure
from submissions.backends.connected import connected_backend
from submissions.backends.protocol import BackendError

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Đọc số liệu giải quyết hồ sơ từ hệ thống xử lý; giữ số liệu cũ khi đọc hỏng."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DOSSIER_API_URL:
            self.stdout.write("no backend is connected (DOSSIER_API_URL)")
            return
        try:
            number = read(connected_backend())
        except (BackendError, UnusableFigures, KeyError, ValueError, TypeError) as problem:
            remember_failure(f"{type(problem).__name__}: {problem}")
            log.warning("figures_not_read", reason=type(problem).__name__)
            raise CommandError(f"figures not read, the old ones stay: {problem}") from problem
        self.stdout.write(f"read {number} figures")
