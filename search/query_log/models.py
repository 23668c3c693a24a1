"""What the search remembers: how often each text was asked a day, and queries that must stay answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from search.codes import procedure_code
from search.query_log.scrubbing import LONGEST, scrub


class SearchDay(models.Model):
    """Counts of one text on one day. No address, no user, no hour: nothing tells who asked.

    Searches stand in the row without a code; clicks in a row for each code that was chosen.
    """

    day = models.DateField(_("ngày"))
    text = models.CharField(_("từ tìm"), max_length=LONGEST)
    code = models.CharField(_("dịch vụ được chọn"), max_length=40, blank=True)
    searches = models.PositiveIntegerField(_("lượt tìm"), default=0)
    zero_results = models.PositiveIntegerField(_("không có kết quả"), default=0)
    low_confidence = models.PositiveIntegerField(_("không chắc"), default=0)
    clicks = models.PositiveIntegerField(_("lượt chọn"), default=0)
    positions = models.PositiveIntegerField(_("tổng vị trí được chọn"), default=0)
    best_position = models.PositiveIntegerField(_("vị trí cao nhất"), null=True)

    class Meta:
        verbose_name = _("Từ tìm trong ngày")
        verbose_name_plural = _("Từ tìm theo ngày")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["day", "text", "code"], name="search_day_text_code")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.text}"


class RegressionQuery(index.Indexed, models.Model):
    """A query that once failed and was mended, and the services that must answer it from now on.

    ``manage.py evaluate_search --kept`` asks them all.
    """

    class Kind(models.TextChoices):
        """What mended it."""

        SYNONYM = "synonym", _("Từ đồng nghĩa")
        POPULAR_NAME = "popular_name", _("Tên thường gọi")
        BEST_BET = "best_bet", _("Gợi ý của cơ quan")
        MANUAL = "manual", _("Tự ghi")

    text = models.CharField(_("từ tìm"), max_length=LONGEST, unique=True)
    expected_codes = models.TextField(
        _("mã thủ tục phải tìm thấy"),
        help_text=_("Mỗi dòng một mã. Thấy một trong các mã này ở đầu kết quả là đạt."),
    )
    kind = models.CharField(_("sửa bằng"), max_length=20, choices=Kind, default=Kind.MANUAL)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    created_on = models.DateField(_("ngày ghi"), auto_now_add=True)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người sửa"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("expected_codes"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("note")]),
    ]
    search_fields = [
        index.SearchField("text"),
        index.AutocompleteField("text"),
        index.SearchField("expected_codes"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["text"]
        verbose_name = _("Từ tìm phải ra kết quả")
        verbose_name_plural = _("Từ tìm phải ra kết quả")

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep no personal data, whoever saves."""
        self.text = scrub(self.text)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Codes are codes, and the text is one that could have been asked."""
        super().clean()
        self.text = scrub(self.text)
        if not self.text:
            raise ValidationError(
                {"text": _("Từ tìm không được chỉ gồm tên người, số giấy tờ hay số điện thoại.")}
            )
        wrong = [code for code in self.codes if not procedure_code(code)]
        if wrong:
            raise ValidationError(
                {"expected_codes": _("Không phải mã thủ tục: %(code)s") % {"code": wrong[0]}}
            )

    @property
    def codes(self) -> list[str]:
        """The expected codes, one a line in the form."""
        return self.expected_codes.split()
