"""The home page, guidance pages and what visitors say of a page."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.articles import article
from core.base_page import BasePage, tabbed
from core.blocks import LinkBlock, ProseBlock
from core.paging import paged
from core.site_settings import PortalSettings
from core.streamfield import StreamField
from search.documents import Document
from services_catalogue.models import ServiceIndexPage


class HomePage(BasePage):
    """The front door: search first."""

    # While an editor has not changed these, other languages show their translation.
    question = models.CharField(
        _("câu hỏi lớn"), max_length=120, default=gettext_noop("Bạn cần làm thủ tục gì?")
    )
    hint = models.CharField(
        _("dòng gợi ý"),
        max_length=200,
        default=gettext_noop("Gõ như bạn nói. Có dấu hay không dấu, viết tắt cũng được."),
    )
    placeholder = models.CharField(
        _("ví dụ trong ô tìm"),
        max_length=80,
        default=gettext_noop("Ví dụ: làm lại bằng lái xe"),
    )
    popular_searches = models.TextField(
        _("hay tìm"), blank=True, help_text=_("Mỗi dòng một cách tìm.")
    )
    business_links = StreamField([("link", LinkBlock())], verbose_name=_("làm ăn"), blank=True)

    schema_type = "WebSite"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    edit_handler = tabbed(
        (
            _("Nội dung"),
            [
                "title",
                "question",
                "hint",
                "placeholder",
                "popular_searches",
                "business_links",
                "summary",
            ],
        )
    )

    class Meta:
        verbose_name = _("Trang chủ")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the service index in one query (Wagtail's own way takes two): most pages are below."""
        index_page = (
            ServiceIndexPage.objects.child_of(self)
            .filter(slug=path_components[0], live=True)
            .first()
            if path_components
            else None
        )
        if index_page is not None:
            return index_page.route(request, path_components[1:])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the front page lists."""
        from home.front_page import front_page

        context = super().get_context(request, *args, **kwargs)
        return context | front_page(self, PortalSettings.for_request(request))


class GuidanceIndexPage(BasePage):
    """Guidance (hướng dẫn), listed."""

    PER_PAGE = 20
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.GuidancePage"]
    edit_handler = tabbed((_("Nội dung"), ["title", "summary"]))

    class Meta:
        verbose_name = _("Trang danh mục hướng dẫn")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One page of guidance, in the order that editors gave it."""
        context = super().get_context(request, *args, **kwargs)
        items = GuidancePage.objects.child_of(self).live().order_by("path")
        context["items"], context["pages"] = paged(
            request, items.select_related("locale"), self.PER_PAGE
        )
        return context


class GuidancePage(BasePage):
    """One guidance page: how to do something on this portal or with an agency."""

    body = StreamField(ProseBlock(), verbose_name=_("nội dung"), blank=True)
    reviewed_on = models.DateField(_("ngày rà soát"), null=True, blank=True)

    schema_type = "Article"
    parent_page_types = ["home.GuidanceIndexPage"]
    subpage_types: list[str] = []
    edit_handler = tabbed((_("Nội dung"), ["title", "summary", FieldPanel("body"), "reviewed_on"]))
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("Trang hướng dẫn")
        verbose_name_plural = _("Trang hướng dẫn")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With a few other guidance pages, and what machines should know."""
        context = super().get_context(request, *args, **kwargs)
        others = GuidancePage.objects.sibling_of(self, inclusive=False).live().order_by("path")
        context["others"] = list(others.select_related("locale")[:5])
        context["linked_data"] = article(self, self.reviewed_on)
        return context

    def search_document(self) -> Document:
        """What the search engine knows of this page."""
        from core.documents import prose_document

        return prose_document(self, kind="guidance", body=self.body, updated_on=self.reviewed_on)


class PageFeedback(models.Model):
    """An answer to “Trang này có ích không?”, without anything personal: no address, no free text."""

    class Reason(models.TextChoices):
        """Why a page did not help."""

        NOT_FOUND = "not_found", _("Không thấy điều tôi cần")
        UNCLEAR = "unclear", _("Đọc không hiểu")
        OUTDATED = "outdated", _("Thông tin sai hoặc đã cũ")
        BROKEN = "broken", _("Liên kết hoặc nút bấm bị hỏng")
        OTHER = "other", _("Lý do khác")

    page = models.ForeignKey(
        Page, verbose_name=_("trang"), on_delete=models.CASCADE, related_name="feedback"
    )
    helpful = models.BooleanField(_("có ích"))
    reason = models.CharField(_("lý do"), max_length=20, choices=Reason, blank=True)
    #: A day, not a moment: nobody can be recognised by when they clicked.
    day = models.DateField(_("ngày"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("Phản hồi trang")
        verbose_name_plural = _("Phản hồi trang")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.helpful}"


class FeedbackRead(models.Model):
    """How far the answers to a page have been heard: by a publication, or by somebody who looked."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="feedback_read"
    )
    #: Key of the newest answer that has been heard. Keys grow; days would hide today's answers.
    up_to = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    #: Derived: a row here is no use of the page.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.up_to}"


class ToldNeed(models.Model):
    """One telling. ``query`` is what was searched for before."""

    #: Characters of one telling that are kept.
    LONGEST = 300

    words = models.CharField(_("điều cần"), max_length=LONGEST)
    query = models.CharField(_("đã tìm"), max_length=120, blank=True)
    day = models.DateField(_("ngày"), auto_now_add=True, db_index=True)
    answered = models.BooleanField(
        _("đã xong"),
        default=False,
        db_index=True,
        help_text=_(
            "Đã thêm từ đồng nghĩa, tên thường gọi hay trang hướng dẫn, hoặc không phải việc của tỉnh."
        ),
    )

    panels = [
        FieldPanel("words", read_only=True),
        FieldPanel("query", read_only=True),
        FieldPanel("answered"),
    ]

    class Meta:
        ordering = ["answered", "-day", "-pk"]
        verbose_name = _("Điều người dân cần")
        verbose_name_plural = _("Điều người dân cần")

    def __str__(self) -> str:
        return self.words


from home.subscriptions.models import Announcement, Subscription  # noqa: E402 - Django looks for models here

__all__ = [
    "Announcement",
    "FeedbackRead",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "PageFeedback",
    "Subscription",
    "ToldNeed",
]
