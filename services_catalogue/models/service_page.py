"""The service page: a thủ tục hành chính, whole."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.base_page import BasePage, tabbed
from core.blocks import ProseBlock
from core.site_settings import PortalSettings
from core.streamfield import StreamField
from search.documents import Document
from services_catalogue.finding.editor_words import editor_words
from services_catalogue.models.effective_dates import EffectiveDates
from services_catalogue.models.parts import validate_code
from services_catalogue.models.stewardship import Stewardship
from services_catalogue.models.taxonomies import Field, LifeEvent
from services_catalogue.naming import heading_for, slug_for
from services_catalogue.page_form import ServicePageForm
from services_catalogue.service_panels import SERVICE_TABS
from services_catalogue.vocabulary import Audience, Level, OnlineLevel, ProcedureKind
from services_catalogue.workflow.assigned import AssignedWorkflow


class ServicePage(AssignedWorkflow, Stewardship, EffectiveDates, BasePage):
    """A public service (CPSV-AP PublicService, schema.org GovernmentService).

    ``title`` is the heading people see: the short name, or a shortened official name.
    """

    code = models.CharField(
        _("mã thủ tục"), max_length=40, db_index=True, validators=[validate_code]
    )
    #: Language of this copy of the page, so that a code is unique per language in the database.
    content_language = models.CharField(max_length=12, default="vi", editable=False)
    official_name = models.TextField(_("tên chính thức"), max_length=2000)
    short_name = models.CharField(
        _("tên ngắn"),
        max_length=255,
        blank=True,
        help_text=_("Cách nói thường ngày, ví dụ “Đăng ký khai sinh”. Là tên lớn ở đầu trang."),
    )
    popular_names = models.TextField(
        _("tên thường gọi"),
        blank=True,
        help_text=_("Mỗi dòng một cách gọi: “làm giấy khai sinh”, “bằng lái rơi mất”."),
    )
    keywords = models.TextField(_("từ khoá"), blank=True, help_text=_("Mỗi dòng một từ khoá."))
    decision_number = models.CharField(_("quyết định công bố"), max_length=255, blank=True)
    kind = models.CharField(_("loại thủ tục"), max_length=20, choices=ProcedureKind, blank=True)
    field = models.ForeignKey(
        Field, verbose_name=_("lĩnh vực"), on_delete=models.PROTECT, related_name="services"
    )
    life_events = ParentalManyToManyField(
        LifeEvent, verbose_name=_("sự kiện"), blank=True, related_name="services"
    )

    at_ministry = models.BooleanField(Level.MINISTRY.label, default=False)
    at_province = models.BooleanField(Level.PROVINCE.label, default=False)
    at_commune = models.BooleanField(Level.COMMUNE.label, default=False)
    at_other = models.BooleanField(Level.OTHER.label, default=False)
    for_citizens = models.BooleanField(Audience.CITIZEN.label, default=False)
    for_businesses = models.BooleanField(Audience.BUSINESS.label, default=False)
    for_organisations = models.BooleanField(Audience.ORGANISATION.label, default=False)
    audience_detail = models.TextField(
        _("đối tượng theo quyết định"), blank=True, help_text=_("Mỗi dòng một đối tượng.")
    )
    online_level = models.CharField(
        _("mức trực tuyến"), max_length=20, choices=OnlineLevel, default=OnlineLevel.INFO
    )
    non_territorial = models.BooleanField(
        _("nộp ở đâu trong tỉnh cũng được"), default=False, help_text=_("Phi địa giới hành chính.")
    )

    guidance = StreamField(ProseBlock(), verbose_name=_("hướng dẫn thêm"), blank=True)
    effective_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    effective_to = models.DateField(_("hiệu lực đến"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("được thay bằng"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
    )
    popularity = models.PositiveIntegerField(_("số hồ sơ mỗi năm"), default=0)
    source_url = models.URLField(_("trang nguồn"), max_length=1000, blank=True)
    source_text = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Source text beside what was parsed"
    )
    is_demo = models.BooleanField(_("dữ liệu minh hoạ"), default=False)

    schema_type = "GovernmentService"
    served_with = ("field", "locale", "superseded_by")
    parent_page_types = ["services_catalogue.ServiceIndexPage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["code"]
    base_form_class = ServicePageForm

    edit_handler = tabbed(*SERVICE_TABS)
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("official_name", boost=2),
        index.SearchField("popular_names", boost=3),
        index.SearchField("code"),
        index.AutocompleteField("editor_words"),
        index.FilterField("code"),
        index.FilterField("online_level"),
        index.RelatedFields("field", [index.FilterField("slug")]),
    ]

    class Meta:
        verbose_name = pgettext_lazy("one", "Dịch vụ công")
        verbose_name_plural = pgettext_lazy("many", "Dịch vụ công")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "content_language"],
                condition=~models.Q(code=""),
                name="service_code_unique_per_language",
                violation_error_message=_("Mã thủ tục này đã có trong danh mục."),
            )
        ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Title and address follow the names, before Wagtail asks for them."""
        self._follow_names()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """The same for drafts, of which Wagtail checks only title and address."""
        self._follow_names()
        super().minimal_clean()

    def _follow_names(self) -> None:
        self.title = heading_for(self.official_name, self.short_name) or self.title
        self.draft_title = self.title
        if not self.slug:
            self.slug = slug_for(self.title, self.code)
        self.content_language = self.locale.language_code if self.locale_id else "vi"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and record in the same transaction what others must be told."""
        from services_catalogue.change_signals import saving

        saving(
            lambda: super(ServicePage, self).save(*args, **kwargs),
            self,
            kwargs.get("update_fields"),
        )

    def clean(self) -> None:
        """Codes are unique, dates in order, nothing replaces itself."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            errors["effective_to"] = _("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
        if self.superseded_by_id and self.superseded_by_id == self.pk:
            errors["superseded_by"] = _("Một dịch vụ không thể được thay bằng chính nó.")
        twin = (
            ServicePage.objects.filter(code=self.code, content_language=self.content_language)
            .exclude(pk=self.pk)
            .first()
            if self.code
            else None
        )
        if twin:
            errors["code"] = _("Mã %(code)s đã được dùng cho “%(title)s”.") % {
                "code": self.code,
                "title": twin.title,
            }
        if errors:
            raise ValidationError(errors)

    @property
    def permalink(self) -> str:
        """Address that other sites may keep for ever."""
        return f"/dv/{self.code}"

    def editor_words(self) -> str:
        """By what editors find this service in the admin."""
        return editor_words(self)

    @classmethod
    def search_queryset(cls) -> models.QuerySet["ServicePage"]:
        """Services with all that ``search_document`` reads, in few queries."""
        from services_catalogue.documents import with_parts

        return with_parts(cls.objects.all())

    @classmethod
    def served(cls, pages: models.QuerySet["ServicePage"]) -> models.QuerySet["ServicePage"]:
        """Services with what their page tells of their history."""
        from services_catalogue.versions.history import with_outlook

        return with_outlook(super().served(pages))

    def search_document(self) -> Document:
        """What the search engine knows of this service."""
        from services_catalogue.documents import document_for

        return document_for(self)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The parts of the page, read in few queries, and what a visitor asks first."""
        from services_catalogue.presentation import present

        context = super().get_context(request, *args, **kwargs)
        shown = present(
            self,
            chosen=request.GET.get("th", ""),
            sheet=request.GET.get("in") == "1",
            area=PortalSettings.for_request(request).province_name,
            former=request.GET.get("thay-cho", "")[:40],
        )
        return context | {"service": shown}
