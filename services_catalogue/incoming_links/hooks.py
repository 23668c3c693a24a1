"""Ask before the admin takes a page down, moves or deletes it; imported by wagtail_hooks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from services_catalogue.incoming_links.registry import links_to
from services_catalogue.incoming_links.views import before_leaving
from services_catalogue.models import PublishedService, ServicePage

SEEN = "links_seen"


@hooks.register("register_admin_urls")
def address() -> list[Any]:
    """The page between the button and the deed."""
    return [path("trang/<int:pk>/noi-dan-den/<str:action>/", before_leaving, name="links_before")]


@hooks.register("before_unpublish_page")
def before_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail runs this when the confirmation was sent: stop once, if anything leads to the page."""
    if SEEN in request.POST or not _asks(page, request.user):
        return None
    return redirect("links_before", page.pk, "unpublish")


@hooks.register("before_delete_page")
def before_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """On the way to the confirmation."""
    if request.method != "GET" or SEEN in request.GET or not _asks(page, request.user):
        return None
    return redirect("links_before", page.pk, "delete")


@hooks.register("before_move_page")
def before_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """On the way to the confirmation."""
    if request.method != "GET" or SEEN in request.GET or not links_to(page, request.user, 1):
        return None
    return redirect(f"{reverse('links_before', args=[page.pk, 'move'])}?to={destination.pk}")


@hooks.register("before_bulk_action")
def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    """Several at once: what was public is not deleted in one go, and what is linked is named."""
    services = [one for one in map(_specific, objects) if isinstance(one, ServicePage)]
    if action_type == "delete" and services:
        told = PublishedService.objects.filter(page_id__in=[one.pk for one in services])
        if told.exists():
            text = _(
                "Có dịch vụ đã từng công bố. Hãy gỡ xuống thay vì xoá; cần xoá thì xoá từng trang."
            )
            messages.error(request, text)
            return redirect("wagtailadmin_explore", services[0].get_parent().pk)
    if action_type == "unpublish":
        for page in services:
            _warn(request, page)
    return None


@hooks.register("after_publish_page")
def after_publish(request: HttpRequest, page: Page) -> None:
    """A service that something took the place of: say what still leads to it."""
    if isinstance(page, ServicePage) and page.superseded_by_id:
        _warn(request, page)


def _specific(page: Any) -> Any:
    return page.specific if isinstance(page, Page) else page


def _asks(page: Page, user: Any) -> bool:
    """A service that was public always has an address that others keep."""
    return (isinstance(page, ServicePage) and page.live) or bool(links_to(page, user, 1))


def _warn(request: HttpRequest, page: Page) -> None:
    total = sum(found.total for _kind, found in links_to(page, request.user, 1))
    if not total:
        return
    said = ngettext(
        "%(number)s nơi vẫn dẫn đến “%(title)s”.", "%(number)s nơi vẫn dẫn đến “%(title)s”.", total
    ) % {"number": total, "title": page.title}
    link = reverse("links_before", args=[page.pk, "view"])
    messages.warning(
        request, format_html('{} <a href="{}">{}</a>', said, link, _("Xem các nơi ấy"))
    )
