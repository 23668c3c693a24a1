"""The admin looks like the portal and shows editors only what they work with."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.block_guide.view import BlockGuideView

#: Entries that no editor of this portal needs: Wagtail's own manual, and a report for developers.
HIDDEN_MENU_ITEMS = {"help", "page-types-usage"}


@hooks.register("insert_global_admin_css")
def portal_colours() -> SafeString:
    """Our colours, after Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def landmarks() -> SafeString:
    """A name for each search form."""
    return format_html(
        '<script src="{}" data-page="{}" data-list="{}"></script>',
        static("js/admin-landmarks.js"),
        _("Tìm mọi trang"),
        _("Tìm trong danh sách này"),
    )


@hooks.register("insert_global_admin_js")
def saving_first() -> SafeString:
    """What an editor sends while its form saves itself goes out after that."""
    return format_html('<script src="{}"></script>', static("js/admin-autosave.js"))


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
def only_what_editors_use(request: HttpRequest, items: list[Any]) -> None:
    """Take the hidden entries out of the menu."""
    items[:] = [item for item in items if item.name not in HIDDEN_MENU_ITEMS]


@hooks.register("register_admin_urls")
def block_guide_url() -> list[URLPattern]:
    """The guide to blocks."""
    return [path("huong-dan-khoi/", BlockGuideView.as_view(), name="block_guide")]


@hooks.register("register_admin_menu_item")
def block_guide_item() -> MenuItem:
    """Last in the menu."""
    return MenuItem(
        _("Các khối nội dung"),
        reverse("block_guide"),
        name="block-guide",
        icon_name="grip",
        order=12_000,
    )


@hooks.register("construct_page_chooser_queryset")
def read_at_once(pages: Any, request: HttpRequest) -> Any:
    """What each row of a page chooser shows: Wagtail asks for it row by row (three queries each)."""
    return (
        pages.specific()
        .prefetch_related("locale")
        .prefetch_workflow_states()
        .annotate_approved_schedule()
    )
