"""Forget webhooks that nobody came back for, old attempts, and counts of embeds past their time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from api.embeds.counting import prune as prune_counts
from api.webhooks.standing import prune as prune_webhooks


class Command(BaseCommand):
    help = "Xoá đăng ký webhook bị bỏ quên, nhật ký gửi cũ và số lượt nhúng quá hạn giữ."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"webhooks {prune_webhooks()}, embed counts {prune_counts()}")
