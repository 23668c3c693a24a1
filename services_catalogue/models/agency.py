"""Agencies: one tree from the province to the service centre of a commune."""

from functools import partial

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.models import TreeNode
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from services_catalogue.vocabulary import AgencyKind, Weekday

#: A panel for people of the province alone: a unit mends its contact and hours, not its place.
_PROVINCES = partial(FieldPanel, permission="services_catalogue.change_agency")


class Agency(index.Indexed, ClusterableModel, TreeNode):
    """A unit of the administration (CPSV-AP Public Organisation)."""

    name = models.CharField(_("tên"), max_length=255)
    slug = models.SlugField(_("đường dẫn"), max_length=120, unique=True)
    short_name = models.CharField(_("tên ngắn"), max_length=120, blank=True)
    kind = models.CharField(
        _("loại"), max_length=20, choices=AgencyKind, default=AgencyKind.OTHER, db_index=True
    )
    parent = TreeNodeForeignKey(
        "self",
        verbose_name=_("cơ quan cấp trên"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    egov_code = models.CharField(
        _("mã định danh"),
        max_length=35,
        blank=True,
        db_index=True,
        validators=[
            RegexValidator(
                r"^[A-Z]\d{2}(\.\d{2,3}){0,3}$",
                _("Viết mã định danh như H49 hoặc H49.22 (Quyết định 20/2020/QĐ-TTg)."),
            )
        ],
    )
    description = models.TextField(_("nhiệm vụ với người dân"), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    website = models.URLField(_("trang web"), blank=True)
    latitude = models.FloatField(_("vĩ độ"), null=True, blank=True)
    longitude = models.FloatField(_("kinh độ"), null=True, blank=True)
    former_names = models.TextField(
        _("tên cũ"),
        blank=True,
        help_text=_("Mỗi dòng một tên. Người dân vẫn tìm theo tên trước khi sắp xếp, sáp nhập."),
    )
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    #: The unit that took this one's place: old addresses, names and codes lead on to it.
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("đã nhập vào"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_units",
    )
    updated_at = models.DateTimeField(auto_now=True)

    panels = [
        MultiFieldPanel(
            [
                _PROVINCES("name"),
                _PROVINCES("short_name"),
                FieldRowPanel([_PROVINCES("kind"), _PROVINCES("egov_code")]),
                _PROVINCES("parent"),
                _PROVINCES("slug"),
                _PROVINCES("is_active"),
            ],
            heading=_("Tên và vị trí"),
        ),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Liên hệ"),
        ),
        InlinePanel("opening_hours", label=_("Giờ làm việc")),
        _PROVINCES("former_names"),
    ]
    search_fields = [
        index.SearchField("name", boost=4),
        index.SearchField("short_name", boost=4),
        index.SearchField("former_names"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
        index.AutocompleteField("former_names"),
        index.AutocompleteField("egov_code"),
        index.FilterField("kind"),
        index.FilterField("is_active"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = pgettext_lazy("one", "Cơ quan")
        verbose_name_plural = pgettext_lazy("many", "Cơ quan")

    def __str__(self) -> str:
        return self.name

    @property
    def former_name_list(self) -> list[str]:
        """Old names, one a line in the form."""
        return [line.strip() for line in self.former_names.splitlines() if line.strip()]

    def get_absolute_url(self) -> str:
        """Page of this agency."""
        return reverse("agency", args=[self.slug])


class OpeningPeriod(Orderable):
    """Hours on one weekday; two rows make a day with a lunch break."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("ngày"), choices=Weekday)
    opens = models.TimeField(_("mở cửa"))
    closes = models.TimeField(_("đóng cửa"))

    panels = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])]

    class Meta(Orderable.Meta):
        verbose_name = _("Giờ làm việc")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="opening_period_closes_after_opens",
                violation_error_message=_("Giờ đóng cửa phải sau giờ mở cửa."),
            )
        ]
