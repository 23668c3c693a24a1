"""What the preflight found in the newest draft of each service: one row a service, made anew."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from services_catalogue.models.service_page import ServicePage


class ServiceCheck(models.Model):
    """The last check of a service. ``services_catalogue.preflight.keeping`` writes it."""

    #: Derived: a link from here is no use of the page.
    wagtail_reference_index_ignore = True

    page = models.OneToOneField(
        ServicePage, on_delete=models.CASCADE, primary_key=True, related_name="preflight"
    )
    score = models.PositiveSmallIntegerField(
        _("mức đầy đủ"), db_index=True, help_text="0 to 100, by the weights of the rules"
    )
    blocking = models.PositiveSmallIntegerField(
        _("lỗi chặn xuất bản"), default=0, db_index=True, help_text="Number of findings that block"
    )
    important = models.PositiveSmallIntegerField(
        _("việc nên sửa"), default=0, help_text="Number of findings that should be mended"
    )
    findings = models.JSONField(
        default=list, help_text='[{"rule", "severity", "anchor", "detail"}], worst first'
    )
    checked_at = models.DateTimeField(_("kiểm tra lúc"))
    revision = models.ForeignKey(
        Revision,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The draft that was read; null for a page without one",
    )

    class Meta:
        verbose_name = _("kiểm tra dịch vụ")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.score}"
