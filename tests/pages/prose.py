"""News and guidance pages for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from home.models import GuidanceIndexPage, GuidancePage
from news.models import NewsIndexPage, NewsPage

BODY = [
    ("heading", "Trước khi bắt đầu"),
    ("paragraph", "<p>Chuẩn bị <b>điện thoại</b>.</p>"),
    ("steps", ["<p>Tìm dịch vụ.</p>", "<p>Nộp hồ sơ.</p>"]),
    ("note", {"tone": "warn", "text": "<p>Mang bản gốc.</p>"}),
    ("question", {"question": "Nộp thay được không?", "answer": "<p>Được.</p>"}),
]


def make_news(title: str = "Lịch nghỉ lễ", **values: Any) -> NewsPage:
    """A published news item."""
    page = NewsPage(title=title, **{"date": date(2026, 11, 20), "body": BODY, **values})
    NewsIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def make_guidance(title: str = "Cách nộp trực tuyến", **values: Any) -> GuidancePage:
    """A published guidance page."""
    page = GuidancePage(title=title, **{"body": BODY, **values})
    GuidanceIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return GuidancePage.objects.get(pk=page.pk)
