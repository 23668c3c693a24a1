"""What may not be published: asked before a person publishes or approves, never before saving.

The clock's scheduled work, unpublishing and imports are not held back (docs/decisions/preflight.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import TaskState

from services_catalogue.models import ServicePage
from services_catalogue.preflight.findings import Finding, findings_of

#: A workflow task with this attribute set to True approves the wording, not the publishing.
EXEMPT = "skips_preflight"


class PublishingBlocked(Exception):
    """Somebody approved a service that lacks something it must have."""

    def __init__(self, page: ServicePage, found: Sequence[Finding]) -> None:
        super().__init__(f"{page.code}: {', '.join(one.rule for one in found)}")
        self.page = page
        self.found = found


def blocking_findings(page: ServicePage) -> list[Finding]:
    """What keeps ``page``, as it stands in memory, from being published."""
    return [one for one in findings_of(page) if one.blocks]


def guard_approval(sender: type, instance: TaskState, raw: bool = False, **kwargs: Any) -> None:
    """Let nobody approve what may not be published, whatever the task and the way to it.

    Listens before the save of a task's state. Raises :class:`PublishingBlocked`. A step that goes on
    without a person of the portal (the last expert's yes) is let through: nobody there could mend
    anything, and the person who approved before was asked.
    """
    if raw or instance._state.adding or instance.status != TaskState.STATUS_APPROVED:
        return
    if instance.finished_by_id is None:
        return
    going_on = TaskState.objects.filter(pk=instance.pk, status=TaskState.STATUS_IN_PROGRESS)
    page = instance.revision.as_object() if instance.revision else None
    if not isinstance(page, ServicePage) or not going_on.exists():
        return
    if getattr(instance.task.specific, EXEMPT, False):
        return
    if found := blocking_findings(page):
        raise PublishingBlocked(page, found)


def refuse(request: HttpRequest, page: ServicePage, found: Sequence[Finding]) -> HttpResponse:
    """Lead back to the form, where the message names each place and a click goes there."""
    messages.error(request, message(found))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # What Wagtail's dialogue of a workflow action understands.
        return JsonResponse({"step": "success", "redirect": address})
    return redirect(address)


def message(found: Sequence[Finding]) -> SafeString:
    """The words of the refusal, with a link to each place in the form."""
    head = ngettext(
        "Chưa xuất bản được; bản nháp đã lưu. Còn %(number)d chỗ phải sửa:",
        "Chưa xuất bản được; bản nháp đã lưu. Còn %(number)d chỗ phải sửa:",
        len(found),
    ) % {"number": len(found)}
    items = format_html_join(
        "",
        '<li><a href="#den={}" data-preflight-to="{}">{}</a>. {}</li>',
        ((one.anchor, one.anchor, one.what, one.how) for one in found),
    )
    return format_html('{}<ul class="preflight-message">{}</ul>', head, items)


def left_out_message(pages: Sequence[ServicePage]) -> SafeString:
    """Names the pages that a bulk publish left alone, each with a link."""
    head = ngettext(
        "%(number)d dịch vụ chưa được xuất bản vì còn thiếu phần bắt buộc:",
        "%(number)d dịch vụ chưa được xuất bản vì còn thiếu phần bắt buộc:",
        len(pages),
    ) % {"number": len(pages)}
    items = format_html_join(
        "",
        '<li><a href="{}">{}</a></li>',
        ((reverse("wagtailadmin_pages:edit", args=[one.pk]), str(one)) for one in pages[:20]),
    )
    rest = _("và %(number)d dịch vụ nữa") % {"number": len(pages) - 20} if len(pages) > 20 else ""
    return format_html('{}<ul class="preflight-message">{}</ul>{}', head, items, rest)
