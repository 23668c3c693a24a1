"""The admin looks like the portal and shows editors only what they work with."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

#: Entries that no editor of this portal needs: Wagtail's own manual, and a report for developers.
HIDDEN_MENU_ITEMS = {"help", "page-types-usage"}


@hooks.register("insert_global_admin_css")
def portal_colours() -> SafeString:
    """Our colours, after Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
def only_what_editors_use(request: HttpRequest, items: list[Any]) -> None:
    """Take the hidden entries out of the menu."""
    items[:] = [item for item in items if item.name not in HIDDEN_MENU_ITEMS]
