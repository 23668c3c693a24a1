"""Which services cite which legal document, and the looks that a changed document asks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services_catalogue.models.service_page import ServicePage


class LawCitation(models.Model):
    """A document that a service cites, on its page now or in its newest draft. Derived: never edited."""

    #: Derived: a row here is no use of the page.
    wagtail_reference_index_ignore = True

    class Place(models.TextChoices):
        """Where it stands."""

        BASIS = "basis", _("Căn cứ pháp lý")
        TEXT = "text", _("Chỉ nhắc trong nội dung")

    page = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="citations")
    #: services_catalogue.law.numbers: "23/2015/ND-CP".
    law = models.CharField(_("văn bản"), max_length=80, db_index=True)
    written = models.CharField(_("số hiệu"), max_length=80)
    title = models.CharField(_("tên văn bản"), max_length=500, blank=True)
    place = models.CharField(_("ở đâu"), max_length=10, choices=Place)
    published = models.BooleanField(_("trên trang đang hiện"))
    drafted = models.BooleanField(_("trong bản nháp mới nhất"))

    class Meta:
        verbose_name = _("Dẫn chiếu văn bản")
        verbose_name_plural = _("Dẫn chiếu văn bản")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "law"], name="law_cited_once_by_a_service")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.law}"


class LawIndexed(models.Model):
    """What of a service the citations were read from; where it differs, they are read again."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(ServicePage, on_delete=models.CASCADE, primary_key=True)
    latest_revision = models.BigIntegerField(null=True)
    live_revision = models.BigIntegerField(null=True)
    live = models.BooleanField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.page_id)


class ReviewTask(models.Model):
    """Look at a service again, because a document that it cites has changed."""

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Chờ xem lại")
        CHANGED = "changed", _("Đã sửa trang")
        UNTOUCHED = "untouched", _("Không phải sửa")

    service = models.ForeignKey(
        ServicePage,
        verbose_name=_("dịch vụ"),
        on_delete=models.CASCADE,
        related_name="review_tasks",
    )
    law = models.CharField(_("văn bản"), max_length=80, db_index=True)
    written = models.CharField(_("số hiệu"), max_length=80)
    note = models.TextField(_("thay đổi ở văn bản"), max_length=2000, blank=True)
    due_on = models.DateField(_("hạn xem lại"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(_("giao lúc"), default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người giao"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người làm"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.TextField(_("vì sao không phải sửa"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("Việc xem lại")
        verbose_name_plural = _("Việc xem lại")
        ordering = ["due_on", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["service", "law"],
                condition=models.Q(state="open"),
                name="one_open_review_of_a_law",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.written}"
