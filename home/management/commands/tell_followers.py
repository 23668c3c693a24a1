"""Queue mails to those who follow services that changed; forget addresses nobody confirmed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.subscriptions.announcing import tell_announcements
from home.subscriptions.asking import forget_unconfirmed
from home.subscriptions.standings import tell_standings
from home.subscriptions.telling import tell_followers


class Command(BaseCommand):
    help = "Xếp thư báo người theo dõi các dịch vụ vừa thay đổi; xoá địa chỉ không được xác nhận."

    def handle(self, *args: Any, **options: Any) -> None:
        told = tell_standings() + tell_announcements() + tell_followers()
        self.stdout.write(f"told {told}, forgotten {forget_unconfirmed()}")
