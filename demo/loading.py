"""Writes the demo catalogue's records into the database. Each part can be loaded again at any time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Site

from core.menus import exists
from core.models import PortalDocument, PortalSettings
from demo import blank_forms, records
from demo.prose import Prose
from home.models import GuidanceIndexPage, GuidancePage, HomePage
from news.models import NewsIndexPage, NewsPage
from services_catalogue.models import Agency

#: Names of the people-facing settings of the demo. The number is of an evidently made-up block.
HOTLINE, HOTLINE_HOURS = "0203 5550 100", "7:30–17:00 các ngày làm việc, sáng Thứ Bảy 7:30–11:30"
ABOUT = (
    "Trung tâm Phục vụ hành chính công tỉnh. Đây là bản minh hoạ: tên, số điện thoại và mức phí "
    "chỉ để xem thử."
)
POPULAR_SEARCHES = "giấy khai sinh\nsổ đỏ\nđổi bằng lái\nmở quán ăn\nlàm căn cước"
BUSINESS_LINKS = (
    ("Mở hộ kinh doanh", "/tim-kiem/?q=mở+hộ+kinh+doanh"),
    ("Lập công ty", "/tim-kiem/?q=thành+lập+công+ty"),
    ("Tàu thuyền, thuỷ sản", "/linh-vuc/thuy-san/"),
    ("Xây dựng, nhà xưởng", "/su-kien/dien-dat-xay-dung/"),
    ("Thuế", "/linh-vuc/thue/"),
    ("Thuê lao động, bảo hiểm", "/su-kien/lao-dong-bao-hiem/"),
)

_LINK = re.compile(r'<a href="(/[^"#?]*)[^"]*">(.*?)</a>')


def load_blank_forms(advance: Callable[[], Any] = lambda: None) -> int:
    """Make the files of the blank forms that are not there yet; answers how many there are."""
    there = {
        name.rsplit("/", 1)[-1] for name in PortalDocument.objects.values_list("file", flat=True)
    }
    forms = list(records.blank_forms())
    for form in forms:
        if form.file not in there:
            document = PortalDocument(title=form.title)
            content = ContentFile(blank_forms.render(form), name=form.file)
            document.file = content
            document.file_size = content.size
            document._set_document_file_metadata()
            document.save()
        advance()
    return len(forms)


def load_guidance() -> int:
    """Make or update the guidance pages, and one of frequent questions; answers how many."""
    index = GuidanceIndexPage.objects.get()
    pages = [
        (one.slug, {"title": one.title, "summary": one.summary, "reviewed_on": one.reviewed_on,
                    "body": stream(one.body)})
        for one in records.guidance()
    ]  # fmt: skip
    questions = [
        block
        for group in records.faq()
        for block in [
            Prose(heading=group.topic),
            *(Prose(question=one.question, answer=one.answer) for one in group.questions),
        ]
    ]
    pages.append(
        (
            "hoi-dap",
            {
                "title": "Hỏi đáp",
                "summary": "Những câu nhiều người hỏi nhất, xếp theo việc.",
                "body": stream(questions),
            },
        )
    )
    for slug, values in pages:
        _publish(GuidancePage, index, slug, values)
    return len(pages)


def load_news() -> int:
    """Make or update the news; answers how many items there are."""
    index = NewsIndexPage.objects.get()
    names = dict(Agency.objects.values_list("slug", "name"))
    found = list(records.news())
    for one in found:
        values = {
            "title": one.title,
            "summary": one.summary,
            "date": one.date,
            "kind": one.kind,
            "source": names.get(one.agency, ""),
            "body": stream(one.body),
        }
        _publish(NewsPage, index, one.slug, values)
    return len(found)


def load_settings() -> None:
    """Fill header, footer, hotline and the home page where nobody has yet."""
    site = Site.objects.get(is_default_site=True)
    settings = PortalSettings.for_site(site)
    if not settings.hotline:
        settings.hotline, settings.hotline_hours = HOTLINE, HOTLINE_HOURS
        settings.about = ABOUT
        settings.save()
    home = HomePage.objects.get(pk=site.root_page_id)
    if not home.business_links:
        links = [
            {"type": "link", "value": {"text": text, "page": None, "url": url}}
            for text, url in BUSINESS_LINKS
        ]
        home.business_links = json.dumps(links)
        home.popular_searches = POPULAR_SEARCHES
        home.save_revision().publish()


def stream(body: Iterable[Prose]) -> str:
    """Prose as the editor's stream; a link to a page that this portal does not have stays as words."""
    blocks = []
    for one in body:
        kind, value = one.block()
        blocks.append({"type": kind, "value": _without_dead_links(value)})
    return json.dumps(blocks, ensure_ascii=False)


def _without_dead_links(value: Any) -> Any:
    if isinstance(value, str):
        return _LINK.sub(lambda m: m[0] if exists(m[1]) else m[2], value)
    if isinstance(value, list):
        return [_without_dead_links(one) for one in value]
    if isinstance(value, dict):
        return {key: _without_dead_links(one) for key, one in value.items()}
    return value


def _publish(model: Any, parent: Any, slug: str, values: dict[str, Any]) -> None:
    """Make the page below ``parent``, or publish a revision where something differs."""
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = parent.add_child(instance=model(slug=slug, **values))
    else:
        before = page.serializable_data()
        for name, value in values.items():
            setattr(page, name, value)
        if page.serializable_data() == before:
            return
    page.save_revision().publish()
