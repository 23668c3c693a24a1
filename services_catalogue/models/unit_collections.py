"""Where the files and pictures of a unit lie."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from services_catalogue.models.agency import Agency


class UnitCollection(models.Model):
    """The collection of one unit: its people put files here, and nobody of other units sees them.

    Collections that belong to no unit are shared: everybody may choose from them.
    """

    agency = models.OneToOneField(
        Agency, verbose_name=_("đơn vị"), on_delete=models.CASCADE, related_name="own_collection"
    )
    collection = models.OneToOneField(
        Collection, verbose_name=_("bộ sưu tập"), on_delete=models.CASCADE, related_name="unit"
    )

    class Meta:
        verbose_name = _("Bộ sưu tập của đơn vị")
        verbose_name_plural = _("Bộ sưu tập của đơn vị")

    def __str__(self) -> str:
        return f"{self.agency} · {self.collection}"
