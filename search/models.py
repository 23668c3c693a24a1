"""What editors teach the search: everyday words for official ones, and short forms."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from search.query_log.models import RegressionQuery, SearchDay

__all__ = ["RegressionQuery", "SearchDay", "SynonymSet"]


class SynonymSet(index.Indexed, models.Model):
    """Ways to say one thing, and the official term that they stand for.

    A set overrules the project's own table (search/data/synonyms.tsv) for each of its terms, also
    when it is switched off: that is how an editor takes a wrong one out.
    """

    class Kind(models.TextChoices):
        """What the terms are."""

        EVERYDAY = "everyday", _("Cách nói thường ngày")
        SHORT = "short", _("Chữ viết tắt")

    class Direction(models.TextChoices):
        """Which way a synonym is read."""

        ONE_WAY = "one", _("Một chiều: cách nói → từ chính thức")
        BOTH = "both", _("Hai chiều")

    kind = models.CharField(_("loại"), max_length=10, choices=Kind, default=Kind.EVERYDAY)
    terms = models.TextField(
        _("cách nói"), help_text=_("Mỗi dòng một cách nói, đúng như người dân gõ: “bằng lái”.")
    )
    means = models.CharField(
        _("từ chính thức"),
        max_length=300,
        help_text=_("Như trong tên thủ tục: “giấy phép lái xe”."),
    )
    direction = models.CharField(
        _("chiều"), max_length=4, choices=Direction, default=Direction.ONE_WAY
    )
    scope = models.CharField(
        _("chỉ trong lĩnh vực"),
        max_length=500,
        blank=True,
        validators=[RegexValidator(r"^[a-z0-9-]+(,\s*[a-z0-9-]+)*$")],
        help_text=_(
            "Đường dẫn của lĩnh vực, cách nhau bằng dấu phẩy, cho từ có nhiều nghĩa: “nhập khẩu” "
            "trong “dang-ky-quan-ly-cu-tru”. Để trống là mọi lĩnh vực."
        ),
    )
    ambiguous = models.BooleanField(
        _("có thể là nghĩa khác"),
        default=False,
        help_text=_("Chữ viết tắt có nhiều nghĩa chỉ được xem là một gợi ý."),
    )
    is_active = models.BooleanField(_("đang dùng"), default=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel("terms"),
        FieldPanel("means"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("direction"), FieldPanel("ambiguous")]),
                FieldPanel("scope"),
                FieldRowPanel([FieldPanel("is_active"), FieldPanel("note")]),
            ],
            heading=_("Cách dùng"),
        ),
    ]
    search_fields = [
        index.SearchField("terms"),
        index.SearchField("means"),
        index.AutocompleteField("terms"),
        index.AutocompleteField("means"),
        index.FilterField("kind"),
        index.FilterField("is_active"),
    ]

    class Meta:
        ordering = ["means", "pk"]
        verbose_name = _("Từ đồng nghĩa")
        verbose_name_plural = _("Từ đồng nghĩa")

    def __str__(self) -> str:
        return f"{', '.join(self.term_list[:3])} → {self.means}"

    @property
    def term_list(self) -> list[str]:
        """The terms, one a line in the form."""
        return [line.strip() for line in self.terms.splitlines() if line.strip()]

    def clean(self) -> None:
        """A set says something, of a length that people type."""
        super().clean()
        if not self.term_list:
            raise ValidationError({"terms": _("Ghi ít nhất một cách nói.")})
        if any(len(term) > 120 for term in self.term_list):
            raise ValidationError({"terms": _("Mỗi cách nói dài nhất 120 ký tự.")})
