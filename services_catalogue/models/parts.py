"""The smaller parts of a service: agencies in their roles, steps, law, outputs, targets."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from services_catalogue.models.agency import Agency
from services_catalogue.vocabulary import CODE_PATTERN, AgencyRole, TargetKind

validate_code = RegexValidator(
    CODE_PATTERN,
    _(
        "Mã thủ tục viết như 1.001193: một chữ số, dấu chấm, sáu chữ số (có thể thêm .01 hoặc .H49)."
    ),
)


class ServiceAgency(Orderable):
    """An agency in a role."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="service_agencies")
    role = models.CharField(
        _("vai trò"), max_length=20, choices=AgencyRole, default=AgencyRole.EXECUTING
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("cơ quan"), on_delete=models.PROTECT, related_name="service_roles"
    )

    panels = [FieldRowPanel([FieldPanel("role"), FieldPanel("agency")])]

    class Meta(Orderable.Meta):
        verbose_name = _("Cơ quan")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "role", "agency"],
                name="service_agency_once_per_role",
                violation_error_message=_("Cơ quan này đã có vai trò đó."),
            )
        ]


class Step(Orderable):
    """One step of the way."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("bước"), max_length=255, blank=True)
    body = models.TextField(_("việc cần làm"), blank=True)
    actor = models.CharField(
        _("ai làm"), max_length=255, blank=True, help_text=_("Ví dụ “Bạn”, “Công chức hộ tịch”.")
    )

    panels = [
        FieldPanel("title", help_text=_("Ngắn, mở đầu bằng động từ. Ví dụ “Nộp hồ sơ”.")),
        FieldPanel("body", help_text=_("Ai làm gì, ở đâu, nhận lại gì.")),
        "actor",
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Bước")


class Output(Orderable):
    """What the applicant gets."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="outputs")
    name = models.TextField(_("kết quả"))
    code = models.CharField(_("mã kết quả"), max_length=40, blank=True)

    panels = [
        FieldPanel("name", help_text=_("Gọi đúng tên trên giấy. Ví dụ “Giấy khai sinh”.")),
        FieldPanel("code", help_text=_("Mã ở cơ sở dữ liệu quốc gia, nếu có.")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Kết quả")


class Requirement(Orderable):
    """A condition that must be met."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="requirements")
    text = models.TextField(_("yêu cầu, điều kiện"))

    panels = [FieldPanel("text", help_text=_("Một điều kiện. Ví dụ “Đủ 18 tuổi trở lên”."))]

    class Meta(Orderable.Meta):
        verbose_name = _("Điều kiện")


class LegalBasis(Orderable):
    """A legal document that the service rests on."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="legal_bases")
    number = models.CharField(_("số hiệu"), max_length=255, blank=True, db_index=True)
    title = models.TextField(_("tên văn bản"), blank=True)
    url = models.URLField(_("địa chỉ văn bản"), max_length=1000, blank=True)

    panels = [
        FieldPanel("number", help_text=_("Số hiệu đầy đủ. Ví dụ 60/2014/QH13.")),
        FieldPanel("title", help_text=_("Tên văn bản. Ví dụ “Luật Hộ tịch”.")),
        FieldPanel("url", help_text=_("Trang có nguyên văn, bắt đầu bằng https://.")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Căn cứ pháp lý")

    def clean(self) -> None:
        """A number or a title."""
        super().clean()
        if not self.number and not self.title:
            raise ValidationError({"number": _("Điền số hiệu (60/2014/QH13) hoặc tên văn bản.")})


class RelatedService(Orderable):
    """Another service that often goes with this one, by code so that order of import is free."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="related_services")
    code = models.CharField(_("mã thủ tục"), max_length=40, validators=[validate_code])

    panels = [FieldPanel("code", help_text=_("Mã của thủ tục thường làm cùng. Ví dụ 1.001193."))]

    class Meta(Orderable.Meta):
        verbose_name = _("Thủ tục liên quan")


class SubmissionTarget(Orderable):
    """Where the start button leads, for all cases or for the one named."""

    page = ParentalKey("ServicePage", on_delete=models.CASCADE, related_name="targets")
    kind = models.CharField(
        _("nộp ở đâu"), max_length=20, choices=TargetKind, default=TargetKind.IN_PERSON
    )
    case_name = models.TextField(
        _("trường hợp"), blank=True, help_text=_("Để trống nếu áp dụng cho mọi trường hợp.")
    )
    url = models.URLField(_("địa chỉ nộp"), max_length=1000, blank=True)

    panels = [
        "kind",
        "case_name",
        FieldPanel(
            "url",
            help_text=_("Trang nộp của chính thủ tục này, không phải trang đầu của hệ thống."),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Nơi nộp trực tuyến")

    def clean(self) -> None:
        """A deep link needs an address, and only to a host that the province has allowed."""
        super().clean()
        if self.kind == TargetKind.DEEP_LINK:
            if not self.url:
                raise ValidationError({"url": _("Điền địa chỉ trang nộp hồ sơ.")})
            from services_catalogue.submission_hosts import is_allowed

            if not is_allowed(self.url):
                host = urlsplit(self.url).hostname or self.url
                raise ValidationError(
                    {
                        "url": _(
                            "Trang %(host)s không có trong danh sách được phép chuyển đến. "
                            "Nhờ quản trị viên thêm vào nếu đúng là trang nộp hồ sơ."
                        )
                        % {"host": host}
                    }
                )
