"""What the province decides about single days, over what the law says of every year."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayRule(models.Model):
    """One day that is not what the calendar says: a Saturday worked, or a day off more."""

    day = models.DateField(_("ngày"), unique=True)
    is_working = models.BooleanField(_("là ngày làm việc"))
    note = models.CharField(_("lý do"), max_length=255, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
