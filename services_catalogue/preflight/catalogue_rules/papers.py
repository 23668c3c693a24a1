"""Papers and their blank forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from services_catalogue.preflight.parts import Parts
from services_catalogue.preflight.rule import Found, Rule, Severity

#: What people fill in, by how decrees name it. "Đơn" alone is also a unit ("đơn vị", "hoá đơn").
_TO_FILL_IN = re.compile(
    r"^\W*(?:(?:bản chính|bản|giấy)\s+)?"
    r"(?:tờ khai|đơn\s+(?!vị|giản|giá)|phiếu (?:đề nghị|khai|đăng ký|yêu cầu|thông tin)|mẫu đơn)"
    r"|theo mẫu|mẫu số",
    re.IGNORECASE,
)

#: A paper that an office makes, in its own pattern: nothing for the applicant to fill in.
_BY_OFFICE = re.compile(
    r"(?:của|do) (?:cơ quan|uỷ ban|ủy ban|ubnd|toà án|tòa án|doanh nghiệp cung ứng)|phát hành|^\W*biên bản",
    re.IGNORECASE,
)


def _blank_form(parts: Parts, known: Any) -> Iterable[Found]:
    for anchor, paper in parts.papers:
        if paper.form_file_id or paper.form_url or _BY_OFFICE.search(paper.name):
            continue
        if _TO_FILL_IN.search(paper.name):
            yield Found(f"{anchor}-form_file", paper.name)


def _count(parts: Parts, known: Any) -> Iterable[Found]:
    for anchor, paper in parts.papers:
        if paper.required and not paper.originals and not paper.copies:
            yield Found(f"{anchor}-originals", paper.name)


def _named_cases(parts: Parts, known: Any) -> Iterable[Found]:
    """Two cases cannot be told apart without names."""
    filled = [(anchor, case) for anchor, case, papers in parts.cases if papers]
    if len(filled) > 1:
        for anchor, case in filled:
            if not case.name.strip():
                yield Found(f"{anchor}-name")


RULES = [
    Rule(
        "blank_form", Severity.IMPORTANT, 6,
        _("Giấy tờ phải điền theo mẫu mà chưa có mẫu để tải"),
        _("Đính tệp mẫu đơn, hoặc ghi địa chỉ của nó."),
        _blank_form, "cases",
    ),
    Rule(
        "paper_count", Severity.ADVICE, 1,
        _("Giấy tờ chưa ghi cần mấy bản"), _("Điền số bản chính, số bản sao."),
        _count, "cases",
    ),
    Rule(
        "case_name", Severity.IMPORTANT, 2,
        _("Có nhiều trường hợp mà trường hợp chưa có tên"),
        _("Đặt tên để người dân biết mình thuộc trường hợp nào."),
        _named_cases, "cases",
    ),
]  # fmt: skip
