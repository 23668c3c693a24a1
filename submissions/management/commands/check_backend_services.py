"""Compare the catalogue with what the backend processes; run daily by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from submissions.backends.connected import connected_backend
from submissions.backends.protocol import BackendError
from submissions.drift_mails import tell_editors
from submissions.service_drift import check_services


class Command(BaseCommand):
    help = "So danh mục với hệ thống xử lý: thủ tục không còn, tạm đóng, khác phí, hạn, giấy tờ."

    def handle(self, *args: Any, **options: Any) -> None:
        backend = connected_backend()
        if not backend.takes_dossiers:
            self.stdout.write("no backend connected")
            return
        try:
            result = check_services(backend.services())
        except BackendError as error:
            raise CommandError(f"The services could not be compared: {error.reason}") from error
        mails = tell_editors(result.new)
        self.stdout.write(
            f"services {result.services}, differences {result.open}, new {len(result.new)}, "
            f"resolved {result.resolved}, mails {len(mails)}"
        )
