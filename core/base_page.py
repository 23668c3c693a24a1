"""The abstract page that every page type of the portal extends."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, PublishingPanel, TabbedInterface
from wagtail.models import Page

from search.documents import Document


class BasePage(Page):
    """Common fields, tabs and duties of all page types."""

    summary = models.TextField(
        _("tóm tắt"),
        max_length=600,
        blank=True,
        help_text=_("Một, hai câu dễ hiểu. Hiện dưới tên trang, trong kết quả tìm kiếm."),
    )

    #: schema.org type of the page's JSON-LD, empty for none.
    schema_type: ClassVar[str] = ""
    #: Panels by tab, in order: [(heading, panels)].
    tabs: ClassVar[list[tuple[Any, list[Panel | str]]]] = []

    class Meta:
        abstract = True

    def search_document(self) -> Document | None:
        """What the search engine should know of this page; None keeps it out of the index."""
        return None

    @property
    def permalink(self) -> str:
        """Path that never changes; the page's own path where there is nothing better."""
        return self.get_url() or "/"


def tabbed(*tabs: tuple[Any, list[Panel | str]]) -> TabbedInterface:
    """Build the editor's tabs, with search settings and publishing in the last one.

    ``tabs`` are (heading, panels). Use: ``edit_handler = tabbed((_("Tổng quan"), [...]))``.
    """
    publish: list[Panel | str] = [
        FieldPanel("slug"),
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
        PublishingPanel(),
    ]
    return TabbedInterface(
        [
            *(ObjectList(panels, heading=heading) for heading, panels in tabs),
            ObjectList(publish, heading=_("Xuất bản")),
        ]
    )
