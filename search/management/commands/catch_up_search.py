"""Gives the cluster what it missed while it was away. Run each minute by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from search.engines import SearchUnavailable, get_engine
from search.engines.standby import StandbyEngine


class Command(BaseCommand):
    help = "Gửi cho cụm tìm kiếm những thay đổi mà nó đã bỏ lỡ khi không hoạt động."

    def handle(self, *args: Any, **options: Any) -> None:
        engine = get_engine()
        engine = getattr(engine, "inner", engine)  # the standby may have a second opinion around it
        if not isinstance(engine, StandbyEngine):
            return
        try:
            self.stdout.write(f"caught up {engine.catch_up()} documents")
        except SearchUnavailable as problem:
            self.stderr.write(f"the cluster is still away: {problem}")
