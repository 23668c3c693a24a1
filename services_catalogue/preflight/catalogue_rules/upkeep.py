"""Dates, and who answers for a service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services_catalogue.preflight.parts import Parts
from services_catalogue.preflight.rule import Found, Rule, Severity


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}"


def _order_of_dates(parts: Parts, known: Any) -> Iterable[Found]:
    page = parts.page
    if page.effective_from and page.effective_to and page.effective_to < page.effective_from:
        yield Found(detail=f"{_day(page.effective_from)} > {_day(page.effective_to)}")


def _superseded(parts: Parts, known: Any) -> Iterable[Found]:
    if parts.page.superseded_by_id and not parts.page.effective_to:
        yield Found()


def _expired(parts: Parts, known: Any) -> Iterable[Found]:
    """Over, and nobody says what comes instead."""
    page = parts.page
    if page.effective_to and page.effective_to < timezone.localdate() and not page.superseded_by_id:
        yield Found(detail=_day(page.effective_to))


def _unit(parts: Parts, known: Any) -> Iterable[Found]:
    if not parts.page.managed_by_id:
        yield Found()


def _review(parts: Parts, known: Any) -> Iterable[Found]:
    due = parts.page.review_due_on
    if due and due < timezone.localdate():
        yield Found(detail=_day(due))


RULES = [
    Rule(
        "date_order", Severity.BLOCKING, 3,
        _("Ngày hết hiệu lực trước ngày có hiệu lực"), _("Sửa lại hai ngày."),
        _order_of_dates, "effective_to",
    ),
    Rule(
        "superseded_end", Severity.IMPORTANT, 2,
        _("Đã có dịch vụ thay thế mà chưa ghi ngày hết hiệu lực"),
        _("Ghi ngày hết hiệu lực để người dân biết dùng bản nào."),
        _superseded, "effective_to",
    ),
    Rule(
        "expired", Severity.IMPORTANT, 4,
        _("Đã hết hiệu lực mà chưa nói dịch vụ nào thay"),
        _("Chọn dịch vụ thay thế, hoặc gỡ dịch vụ này xuống."),
        _expired, "superseded_by",
    ),
    Rule(
        "unit", Severity.IMPORTANT, 4,
        _("Chưa có đơn vị phụ trách"), _("Chọn đơn vị giữ cho nội dung luôn đúng."),
        _unit, "managed_by",
    ),
    Rule(
        "review", Severity.IMPORTANT, 4,
        _("Đã quá hạn rà soát"), _("Đọc lại, sửa chỗ đã khác, rồi đặt hạn rà soát mới."),
        _review, "review_due_on",
    ),
]  # fmt: skip
