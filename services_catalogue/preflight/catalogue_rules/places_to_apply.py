"""Where the start button leads, and links within the portal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from services_catalogue.preflight.parts import Parts, rich_texts, words_of
from services_catalogue.preflight.rule import Found, Rule, Severity
from services_catalogue.submission_hosts import is_allowed
from services_catalogue.vocabulary import OnlineLevel, TargetKind

if TYPE_CHECKING:
    from services_catalogue.models import ServicePage

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_PAGE_ID = re.compile(r'\bid="(\d+)"')


def _hosts(parts: Parts, known: Any) -> Iterable[Found]:
    for place, target in enumerate(parts.targets):
        if target.kind == TargetKind.DEEP_LINK and not is_allowed(target.url):
            yield Found(f"targets-{place}-url", target.url)


def _online(parts: Parts, known: Any) -> Iterable[Found]:
    """Promised online, and no address to do it at."""
    online = any(target.kind != TargetKind.IN_PERSON for target in parts.targets)
    if parts.page.online_level != OnlineLevel.INFO and not online:
        yield Found()


def _linked_pages(blocks: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Key of each page of the portal that is linked, and the words of the link."""
    for text in rich_texts(blocks):
        for attributes, words in _LINK.findall(text):
            found = _PAGE_ID.search(attributes)
            if found and 'linktype="page"' in attributes:
                yield int(found[1]), words_of(words)


def _public(pages: Sequence[ServicePage]) -> set[int]:
    wanted = {pk for page in pages for pk, _words in _linked_pages(Parts(page).blocks)}
    if not wanted:
        return set()
    return set(Page.objects.live().filter(pk__in=wanted).values_list("pk", flat=True))


def _gone(parts: Parts, known: set[int]) -> Iterable[Found]:
    """The words of the link, not the title of the page: a draft may be another unit's."""
    for pk, words in _linked_pages(parts.blocks):
        if pk not in known:
            yield Found(detail=words)


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
        _gone, "guidance", known=_public,
    ),
]  # fmt: skip
