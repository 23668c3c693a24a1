"""Forgets what was searched for longer ago than the log is kept. Run each hour by the clock."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from search.models import SearchDay


class Command(BaseCommand):
    help = "Xoá số đếm từ tìm kiếm cũ hơn SEARCH_LOG_DAYS ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        oldest = timezone.localdate() - timedelta(days=settings.SEARCH_LOG_DAYS)
        removed, _by_model = SearchDay.objects.filter(day__lt=oldest).delete()
        self.stdout.write(f"removed {removed} rows")
