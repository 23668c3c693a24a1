"""A workbook of many services: too long for a request, written by the worker, kept for a day."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.runs import WORKING, Run, RunState

#: How long the file can be fetched.
KEPT = timedelta(days=1)


class ExportRun(Run):
    """``services`` are the keys of the pages, in the order of codes; ``mark`` tells the same list."""

    file_name = models.CharField(_("tệp"), max_length=120)
    services = models.JSONField(default=list)
    mark = models.CharField(max_length=64)
    #: Name of the file below EXPORT_DIR; empty before it is written and after its day.
    file = models.CharField(max_length=100, blank=True)

    class Meta(Run.Meta):
        verbose_name = _("Tệp tải về")
        verbose_name_plural = _("Tệp tải về")
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "mark"],
                condition=models.Q(state__in=WORKING),
                name="export_written_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def can_be_fetched(self) -> bool:
        """Whether its file is there and its day not over."""
        fresh = self.finished_at is not None and self.finished_at > timezone.now() - KEPT
        return self.state == RunState.DONE and bool(self.file) and fresh
