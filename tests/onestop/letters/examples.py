"""One letter of each form, and a way to read them back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pypdf import PdfReader

from onestop.letters import (
    Apology,
    Letter,
    MissingPaper,
    Paper,
    Person,
    Receipt,
    Refusal,
    StopNotice,
    SupplementRequest,
    render,
)

#: 9:05 in Vietnam on 3 February 2026.
MOMENT = datetime(2026, 2, 3, 2, 5, tzinfo=UTC)
DUE = datetime(2026, 2, 10, 10, 0, tzinfo=UTC)
COMMON: dict[str, Any] = {
    "agency": "Uỷ ban nhân dân phường Hạ Long",
    "parent_agency": "Uỷ ban nhân dân tỉnh Quảng Ninh",
    "place": "Hạ Long",
    "number": "17/2026",
    "issued_at": MOMENT,
    "dossier_code": "H49.22-260203-0017",
    "reference": "QN-7K3M-PX2A",
    "service": "Đăng ký khai sinh",
    "applicant": Person(name="Nguyễn Thị Hoa", address="Tổ 3, khu 2", phone="0912 345 678"),
    "tracking_url": "https://portal.example/tra-cuu-ho-so/?ma=H49.22-260203-0017",
    "contact": "0203 3825 000",
    "officer": "Trần Văn Bình",
}
RECEIPT = Receipt(
    **COMMON,
    papers=(Paper(name="Giấy chứng sinh"), Paper(name="Tờ khai", form="Bản chính", copies=2)),
    term="5 ngày làm việc",
    received_at=MOMENT,
    due_at=DUE,
    result_place="Bộ phận Một cửa",
)
LETTERS: tuple[Letter, ...] = (
    RECEIPT,
    SupplementRequest(
        **COMMON,
        papers=(MissingPaper(name="Giấy chứng sinh", reason="Ảnh bị mờ phần số"),),
        reason="Không đọc được",
    ),
    Refusal(**COMMON, reason="Việc này thuộc thẩm quyền của nơi khác"),
    replace(
        Apology(
            **COMMON, reason="Cần xác minh thêm", received_at=MOMENT, due_at=DUE, new_due_at=DUE
        ),
        officer="",
    ),
    StopNotice(**COMMON, reason="Quá hạn bổ sung giấy tờ", received_at=MOMENT),
)


def read_back(letter: Letter) -> PdfReader:
    """The PDF of ``letter``, opened."""
    return PdfReader(io.BytesIO(render(letter)))


def text_of(letter: Letter) -> str:
    """All words of the PDF of ``letter``, single spaces between them."""
    return " ".join(" ".join(page.extract_text() for page in read_back(letter).pages).split())
