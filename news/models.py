"""News and announcements."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from core.articles import article
from core.base_page import BasePage, tabbed
from core.blocks import ProseBlock
from core.paging import paged
from core.streamfield import StreamField
from search.documents import Document


class NewsIndexPage(BasePage):
    """News, newest first (/tin-tuc/)."""

    PER_PAGE = 12
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    edit_handler = tabbed((_("Nội dung"), ["title", "summary"]))

    class Meta:
        verbose_name = _("Trang danh mục tin")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One page of news, of all kinds or of the kind in the address."""
        context = super().get_context(request, *args, **kwargs)
        items = NewsPage.objects.child_of(self).live().order_by("-date", "-pk")
        asked = request.GET.get("kind", "")
        kind = NewsPage.Kind(asked) if asked in NewsPage.Kind.values else None
        if kind:
            items = items.filter(kind=kind)
        context["kind"] = kind
        context["kinds"] = list(NewsPage.Kind)
        context["items"], context["pages"] = paged(
            request, items.select_related("locale"), self.PER_PAGE
        )
        return context


class NewsPage(BasePage):
    """One news item or announcement."""

    class Kind(models.TextChoices):
        """News tells, an announcement asks people to act."""

        NEWS = "news", _("Tin tức")
        ANNOUNCEMENT = "announcement", pgettext_lazy("one piece of news", "Thông báo")

    kind = models.CharField(_("loại"), max_length=20, choices=Kind, default=Kind.NEWS)
    date = models.DateField(_("ngày"), default=timezone.localdate, db_index=True)
    source = models.CharField(_("cơ quan đưa tin"), max_length=255, blank=True)
    image = models.ForeignKey(
        "core.PortalImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(ProseBlock(), verbose_name=_("nội dung"), blank=True)

    schema_type = "NewsArticle"
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    edit_handler = tabbed(
        (
            _("Nội dung"),
            [
                "title",
                "summary",
                FieldRowPanel([FieldPanel("kind"), FieldPanel("date"), FieldPanel("source")]),
                FieldPanel("image", heading=_("Ảnh")),
                "body",
            ],
        )
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = pgettext_lazy("one", "Tin, thông báo")
        verbose_name_plural = pgettext_lazy("many", "Tin, thông báo")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the latest other news, and what machines should know."""
        context = super().get_context(request, *args, **kwargs)
        others = NewsPage.objects.sibling_of(self, inclusive=False).live()
        context["others"] = list(others.select_related("locale").order_by("-date", "-pk")[:3])
        context["linked_data"] = article(self, self.date, published_on=self.date)
        return context

    def search_document(self) -> Document:
        """What the search engine knows of this page."""
        from core.documents import prose_document

        return prose_document(self, kind="news", body=self.body, updated_on=self.date)
