"""Where the start button leads, and links within the portal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from services_catalogue.preflight.parts import Parts, rich_texts
from services_catalogue.preflight.rule import Found, Rule, Severity
from services_catalogue.submission_hosts import is_allowed
from services_catalogue.vocabulary import OnlineLevel, TargetKind

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage

_PAGE_LINK = re.compile(r'linktype="page"[^>]*?\bid="(\d+)"|\bid="(\d+)"[^>]*?linktype="page"')


def _hosts(parts: Parts, known: Any) -> Iterable[Found]:
    for place, target in enumerate(parts.targets):
        if target.kind == TargetKind.DEEP_LINK and not is_allowed(target.url):
            yield Found(f"targets-{place}-url", target.url)


def _online(parts: Parts, known: Any) -> Iterable[Found]:
    """Promised online, and no address to do it at."""
    online = any(target.kind != TargetKind.IN_PERSON for target in parts.targets)
    if parts.page.online_level != OnlineLevel.INFO and not online:
        yield Found()


def _linked_pages(blocks: list[dict[str, Any]]) -> Iterator[int]:
    for text in rich_texts(blocks):
        for first, second in _PAGE_LINK.findall(text):
            yield int(first or second)


def _named(pages: Sequence[ServicePage]) -> dict[int, tuple[bool, str]]:
    """Whether each linked page is public, and its title."""
    wanted = {pk for page in pages for pk in _linked_pages(Parts(page).blocks)}
    if not wanted:
        return {}
    rows = Page.objects.filter(pk__in=wanted).values_list("pk", "live", "title")
    return {pk: (live, title) for pk, live, title in rows}


def _gone(parts: Parts, known: dict[int, tuple[bool, str]]) -> Iterable[Found]:
    for pk in sorted(set(_linked_pages(parts.blocks))):
        live, title = known.get(pk, (False, ""))
        if not live:
            yield Found(detail=title)


RULES = [
    Rule(
        "submission_host", Severity.BLOCKING, 5,
        _("Nút nộp hồ sơ dẫn đến trang không được phép"),
        _("Dùng địa chỉ https của một trang nộp hồ sơ đã được cho phép."),
        _hosts, "targets",
    ),
    Rule(
        "online_target", Severity.IMPORTANT, 4,
        _("Ghi là làm được trên mạng mà chưa có nơi nộp"),
        _("Thêm nơi nộp trực tuyến, hoặc sửa lại mức trực tuyến."),
        _online, "targets",
    ),
    Rule(
        "page_link", Severity.IMPORTANT, 3,
        _("Hướng dẫn dẫn đến trang đã xoá hoặc đã gỡ"),
        _("Sửa hoặc bỏ liên kết trong phần hướng dẫn thêm."),
        _gone, "guidance", known=_named,
    ),
]  # fmt: skip
