"""Which sites show which services: counts by day, nothing of any visitor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmbedCount(models.Model):
    """How often the card of a service was shown on a site on a day."""

    day = models.DateField(_("ngày"))
    origin = models.CharField(_("trang nhúng"), max_length=255)
    code = models.CharField(_("mã thủ tục"), max_length=40)
    views = models.PositiveBigIntegerField(_("lượt xem"), default=0)

    class Meta:
        ordering = ["-day", "-views", "origin"]
        verbose_name = _("lượt nhúng")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "origin", "code"], name="embed_count_once_a_day_origin_and_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.origin} {self.code}"
