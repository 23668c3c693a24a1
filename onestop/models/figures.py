"""Figures counted ahead, so that years of dossiers answer in milliseconds."""

from __future__ import annotations

from django.db import models

from onestop.vocabulary import FigureGroup, FigurePeriod

#: Lower edges, in working days, of the counted durations: every day to 30, then coarser.
DAY_EDGES = (*range(31), 35, 40, 45, 60, 90, 120, 180, 365)
DAY_COLUMNS = tuple(f"days_{edge}" for edge in DAY_EDGES)
COUNT_COLUMNS = (
    "received",
    "received_online",
    "resolved",
    "early",
    "on_time",
    "late",
    "refused",
    "withdrawn",
)


class Figure(models.Model):
    """Counts of one agency, field or service (``key``) in the period that begins on ``start``.

    received (and of these received_online): by the day of receipt. resolved = early + on_time + late: by the day of the result.
    refused (not accepted, or stopped) and withdrawn: by their day. ``days_N`` count the resolved by
    the working days that the clock ran (N up to the next edge), so that medians of any span of time
    come from sums.
    """

    group = models.CharField(max_length=10, choices=FigureGroup)
    key = models.CharField(max_length=120)
    period = models.CharField(max_length=1, choices=FigurePeriod)
    start = models.DateField()
    received = models.PositiveIntegerField(default=0)
    received_online = models.PositiveIntegerField(default=0, db_default=0)
    resolved = models.PositiveIntegerField(default=0)
    early = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "period", "start", "key"], name="one_figure_per_period"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    resolved=models.F("early") + models.F("on_time") + models.F("late")
                ),
                name="resolved_is_early_on_time_or_late",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.key} {self.period} {self.start}"


for _column in DAY_COLUMNS:
    Figure.add_to_class(_column, models.PositiveIntegerField(default=0, db_default=0))
