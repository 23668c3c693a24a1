"""Remind of what is due, and send the mails of the workflow; the clock runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from services_catalogue.workflow.mailing import send_due
from services_catalogue.workflow.reminding import remind


class Command(BaseCommand):
    help = "Nhắc việc duyệt sắp đến hạn, quá hạn và gửi thư của quy trình duyệt"

    def handle(self, *args: Any, **options: Any) -> None:
        remind()
        self.stdout.write(f"sent {send_due()} mails")
