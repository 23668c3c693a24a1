"""Links to other sites: where they stand, how they answered, since when they are broken."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from services_catalogue.models.agency import Agency


class LinkState(models.TextChoices):
    """What is believed of a link after the checks so far."""

    UNKNOWN = "unknown", _("Chưa kiểm tra")
    FINE = "fine", _("Tốt")
    FAILING = "failing", _("Đang lỗi, chờ kiểm tra thêm")
    BROKEN = "broken", _("Hỏng")


class LinkStatus(models.Model):
    """One address that pages lead to. ``services_catalogue.link_check`` writes it."""

    wagtail_reference_index_ignore = True

    url = models.CharField(_("liên kết"), max_length=1000, unique=True)
    host = models.CharField(_("trang"), max_length=255, db_index=True)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=LinkState, default=LinkState.UNKNOWN, db_index=True
    )
    status = models.PositiveSmallIntegerField(_("mã trả lời"), null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True, help_text="Key of link_check.reasons")
    leads_to = models.CharField(
        _("chuyển đến"), max_length=1000, blank=True, help_text="Last address of the redirects"
    )
    failures = models.PositiveSmallIntegerField(default=0, help_text="Checks that failed in a row")
    failed_days = models.PositiveSmallIntegerField(
        default=0, help_text="Different days of these failures"
    )
    failing_since = models.DateTimeField(_("lỗi từ"), null=True, blank=True)
    broken_since = models.DateTimeField(_("hỏng từ"), null=True, blank=True)
    checked_at = models.DateTimeField(_("kiểm tra lúc"), null=True, blank=True)
    due_at = models.DateTimeField(_("kiểm tra tiếp"), db_index=True)
    ignored_until = models.DateField(_("bỏ qua đến"), null=True, blank=True)
    ignored_reason = models.CharField(_("vì sao bỏ qua"), max_length=255, blank=True)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("liên kết ra ngoài")
        verbose_name_plural = _("liên kết ra ngoài")

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """A place that leads to an address: a page of the portal, a unit, a setting or a snippet.

    ``model`` ("core.portalsettings") and ``object_id`` name a setting or a snippet, which no unit
    keeps: whoever may change it is told.
    """

    wagtail_reference_index_ignore = True

    link = models.ForeignKey(LinkStatus, on_delete=models.CASCADE, related_name="uses")
    source = models.CharField(max_length=40, db_index=True, help_text="Key of the collector")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="+")
    model = models.CharField(max_length=100, blank=True)
    object_id = models.PositiveBigIntegerField(null=True)
    title = models.CharField(max_length=255, blank=True)
    anchor = models.CharField(max_length=100, blank=True, help_text="Place in the edit form")
    managed_by = models.ForeignKey(
        Agency,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The unit that must mend it; null for the province",
    )

    class Meta:
        verbose_name = _("nơi dùng liên kết")

    def __str__(self) -> str:
        return f"{self.source} {self.page_id or self.agency_id or self.object_id} {self.anchor}"

    @property
    def place(self) -> str:
        """What people call the place; a query unless page and agency were brought."""
        return str(self.page or self.agency or self.title)


class LinkCheck(models.Model):
    """One look at an address; kept for a season."""

    wagtail_reference_index_ignore = True

    link = models.ForeignKey(LinkStatus, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField(_("lúc"), db_index=True)
    fine = models.BooleanField(_("tốt"))
    status = models.PositiveSmallIntegerField(_("mã trả lời"), null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    leads_to = models.CharField(max_length=1000, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("lần kiểm tra liên kết")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.status or self.reason}"
