"""How people find a service and know at a glance what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from services_catalogue.preflight.parts import Parts
from services_catalogue.preflight.rule import Found, Rule, Severity

#: Characters of a heading that a telephone shows in two lines.
LONG_NAME = 70


def _popular(parts: Parts, known: Any) -> Iterable[Found]:
    if not parts.page.popular_names.strip():
        yield Found()


def _short(parts: Parts, known: Any) -> Iterable[Found]:
    if len(parts.page.official_name) > LONG_NAME and not parts.page.short_name.strip():
        yield Found(detail=parts.page.official_name)


def _summary(parts: Parts, known: Any) -> Iterable[Found]:
    if not parts.page.summary.strip():
        yield Found()


RULES = [
    Rule(
        "summary", Severity.IMPORTANT, 6,
        _("Chưa có tóm tắt"), _("Viết một, hai câu: để làm gì, ai cần, cần gì trước tiên."),
        _summary, "summary",
    ),
    Rule(
        "popular_names", Severity.IMPORTANT, 5,
        _("Chưa có tên thường gọi"), _("Ghi những cách người dân gọi việc này, mỗi dòng một cách."),
        _popular, "popular_names",
    ),
    Rule(
        "short_name", Severity.IMPORTANT, 4,
        _("Tên chính thức dài mà chưa có tên ngắn"),
        _("Đặt tên ngắn như cách nói hằng ngày, ví dụ “Đăng ký khai sinh”."),
        _short, "short_name",
    ),
]  # fmt: skip
