"""Counters that hand out each number once, in the order in which transactions commit."""

from __future__ import annotations

from django.db import models


class SerialCounter(models.Model):
    """The last serial given to a dossier of one agency on one day of Vietnam."""

    agency_code = models.CharField(max_length=35)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_code", "day"], name="one_counter_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.day}"


class ChangeCounter(models.Model):
    """The last change number; one row.

    Its row stays locked until the transaction ends, so that whoever has a higher number commits
    later: a reader who has seen number n will never be shown a lower one afterwards.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="only_one_counter")]

    def __str__(self) -> str:
        return str(self.last)
