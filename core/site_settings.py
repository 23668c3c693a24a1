"""What an administrator sets once for the whole portal: names, hotline, menus, announcements."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from core.blocks import LinkBlock, MenuItemBlock
from core.streamfield import StreamField


@register_setting(icon="cogs")
class PortalSettings(BaseSiteSetting, ClusterableModel):
    """Header, footer, hotline and announcements of a site."""

    portal_name = models.CharField(_("tên cổng"), max_length=120, default="Cổng dịch vụ công")
    province_name = models.CharField(_("tên tỉnh"), max_length=120, default="Tỉnh Quảng Ninh")
    hotline = models.CharField(_("tổng đài"), max_length=40, blank=True)
    hotline_hours = models.CharField(_("giờ trực tổng đài"), max_length=160, blank=True)
    support_email = models.EmailField(_("thư điện tử hỗ trợ"), blank=True)
    about = models.TextField(_("giới thiệu ở chân trang"), max_length=400, blank=True)
    header_links = StreamField([("link", LinkBlock())], verbose_name=_("menu chính"), blank=True)
    footer_columns = StreamField(
        [("column", MenuItemBlock())], verbose_name=_("các cột chân trang"), blank=True
    )
    footer_note = models.CharField(_("dòng cuối trang"), max_length=255, blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("portal_name"),
                    FieldPanel("province_name"),
                    MultiFieldPanel(
                        [
                            FieldPanel("hotline"),
                            FieldPanel("hotline_hours"),
                            FieldPanel("support_email"),
                        ],
                        heading=_("Liên hệ"),
                    ),
                ],
                heading=_("Tên và liên hệ"),
            ),
            ObjectList([FieldPanel("header_links")], heading=_("Menu chính")),
            ObjectList(
                [FieldPanel("about"), FieldPanel("footer_columns"), FieldPanel("footer_note")],
                heading=_("Chân trang"),
            ),
            ObjectList([InlinePanel("announcements")], heading=_("Thông báo")),
        ]
    )

    class Meta:
        verbose_name = _("Thiết lập của cổng")

    @property
    def shown_name(self) -> str:
        """The portal's name in the visitor's language, as long as it is the one it came with."""
        return gettext(self.portal_name)

    @property
    def shown_province(self) -> str:
        """The province in the visitor's language: "Tỉnh Quảng Ninh", "Quảng Ninh Province"."""
        first, _space, name = self.province_name.partition(" ")
        if first == "Tỉnh":
            return gettext("Tỉnh %(name)s") % {"name": name}
        if first == "Thành" and name.startswith("phố "):
            return gettext("Thành phố %(name)s") % {"name": name.removeprefix("phố ")}
        return self.province_name

    @property
    def full_name(self) -> str:
        """Both in one: "Cổng dịch vụ công tỉnh Quảng Ninh"."""
        province = self.shown_province
        if province.startswith(("Tỉnh ", "Thành phố ")):
            province = province[0].lower() + province[1:]
        return gettext("%(portal)s %(province)s") % {
            "portal": self.shown_name,
            "province": province,
        }


class Announcement(Orderable):
    """A line over every page, for as long as it matters."""

    settings = ParentalKey(PortalSettings, on_delete=models.CASCADE, related_name="announcements")
    text = models.CharField(_("nội dung"), max_length=255)
    link = models.CharField(
        _("liên kết"), max_length=500, blank=True, help_text=_("Bắt đầu bằng https:// hoặc bằng /.")
    )
    starts_at = models.DateTimeField(_("hiện từ"), null=True, blank=True)
    ends_at = models.DateTimeField(_("hiện đến"), null=True, blank=True)

    panels = ["text", "link", "starts_at", "ends_at"]

    class Meta(Orderable.Meta):
        verbose_name = _("Thông báo")
        verbose_name_plural = _("Thông báo")

    @staticmethod
    def current(settings: PortalSettings) -> "models.QuerySet[Announcement]":
        """Those to show now."""
        now = timezone.now()
        return Announcement.objects.filter(
            Q(starts_at__isnull=True) | Q(starts_at__lte=now),
            Q(ends_at__isnull=True) | Q(ends_at__gt=now),
            settings=settings,
        ).order_by("sort_order")
