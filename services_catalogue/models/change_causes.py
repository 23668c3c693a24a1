"""Why a revision was made: the legal document behind it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class ChangeOrigin(models.TextChoices):
    """Where a change came from."""

    EDITOR = "editor", _("Người biên tập")
    IMPORT = "import", _("Nhập từ cơ sở dữ liệu quốc gia")


class ChangeCause(models.Model):
    """The legal document that a revision follows, as far as it is known."""

    wagtail_reference_index_ignore = True

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="change_cause")
    origin = models.CharField(
        _("nguồn"), max_length=20, choices=ChangeOrigin, default=ChangeOrigin.IMPORT
    )
    document_number = models.CharField(_("số hiệu văn bản"), max_length=255, blank=True)
    document_title = models.TextField(_("tên văn bản"), blank=True)
    document_url = models.URLField(_("địa chỉ văn bản"), max_length=1000, blank=True)
    in_force_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)

    class Meta:
        verbose_name = _("căn cứ của một lần sửa")

    def __str__(self) -> str:
        return self.document_number or self.document_title or self.get_origin_display()
