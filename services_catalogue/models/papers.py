"""Cases (trường hợp) and the papers each needs (thành phần hồ sơ)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable


class Case(Orderable, ClusterableModel):
    """A situation with its own set of papers. The name may be empty when there is only one."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="cases")
    name = models.TextField(_("trường hợp"), blank=True)

    panels = [
        FieldPanel(
            "name",
            help_text=_("Để trống nếu chỉ có một. Ví dụ “Cha mẹ chưa đăng ký kết hôn”."),
        ),
        InlinePanel("documents", label=_("Giấy tờ")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Trường hợp")

    def __str__(self) -> str:
        return self.name


class RequiredDocument(Orderable):
    """One paper: how many originals and copies, and its blank form if there is one."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="documents")
    name = models.TextField(_("tên giấy tờ"))
    originals = models.PositiveSmallIntegerField(_("số bản chính"), default=1)
    copies = models.PositiveSmallIntegerField(_("số bản sao"), default=0)
    required = models.BooleanField(_("bắt buộc"), default=True)
    note = models.TextField(
        _("chỉ dẫn"), blank=True, help_text=_("Ai cấp, chụp thế nào, khi nào không cần nộp.")
    )
    form_name = models.CharField(_("tên mẫu đơn"), max_length=500, blank=True)
    form_file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("tệp mẫu đơn"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    form_url = models.URLField(_("hoặc địa chỉ mẫu đơn"), max_length=1000, blank=True)

    panels = [
        FieldPanel(
            "name", help_text=_("Một giấy tờ, đúng tên trên giấy. Ví dụ “Giấy chứng sinh”.")
        ),
        FieldRowPanel(
            [
                FieldPanel("originals", help_text=_("Mấy bản chính? 0 nếu không nộp.")),
                FieldPanel("copies", help_text=_("Mấy bản sao? 0 nếu không nộp.")),
                FieldPanel("required", help_text=_("Bỏ chọn nếu chỉ một số người phải nộp.")),
            ]
        ),
        FieldPanel("note"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "form_name",
                    help_text=_("Tên và số của mẫu. Ví dụ “Tờ khai đăng ký khai sinh (mẫu 01)”."),
                ),
                FieldPanel("form_file", help_text=_("Mẫu trắng để tải về: .docx hoặc .pdf.")),
                FieldPanel("form_url", help_text=_("Chỉ khi mẫu nằm ở trang của cơ quan khác.")),
            ],
            heading=_("Mẫu đơn, tờ khai"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Giấy tờ")
