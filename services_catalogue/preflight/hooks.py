"""The preflight in the admin: it stops publishing, and brings its script to the edit form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from services_catalogue.models import ServicePage
from services_catalogue.preflight.blocking import blocking_findings, left_out_message, refuse


@hooks.register("before_publish_page")
def stop_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved already; only the step to the public is refused."""
    if not isinstance(page, ServicePage):
        return None
    found = blocking_findings(page)
    return refuse(request, page, found) if found else None


@hooks.register("before_bulk_action")
def leave_out_of_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Publish the others of the chosen pages; name those that were left out."""
    if action_type != "publish":
        return
    below = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
    stopped: list[ServicePage] = []
    kept: list[Any] = []
    for page in objects:
        found = [one for one in _drafts_of(page, below) if blocking_findings(one)]
        stopped += found
        if not found:
            kept.append(page)
    if stopped:
        objects[:] = kept
        messages.error(request, left_out_message(stopped))


def _drafts_of(page: Page, below: bool) -> list[ServicePage]:
    """The services that publishing ``page`` would bring to the public, as their newest drafts."""
    own = ServicePage.objects.filter(pk=page.pk)
    if below:
        own = own | ServicePage.objects.descendant_of(page).not_live()
    return [one.get_latest_revision_as_object() for one in own]


@hooks.register("insert_editor_js")
def script() -> SafeString:
    """From a line of the checklist to the field."""
    return format_html('<script src="{}" defer></script>', static("js/preflight.js"))
