"""Answers to show in the OpenAPI document, one for each operation: files of ``api/example_answers/``.

They were asked of the demo catalogue and cut short; a test holds them to the document's own schemas.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "example_answers"


@cache
def example_of(operation: str) -> Any:
    """The answer that shows what ``operation`` (its id) gives. Raises ``FileNotFoundError``."""
    return json.loads((FOLDER / f"{operation}.json").read_text(encoding="utf-8"))


def example_problem(status: str) -> dict[str, Any]:
    """A problem document as it is answered with this status."""
    title, detail = _PROBLEMS[status]
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": int(status),
        "detail": detail,
    }
    if status == "422":
        told["errors"] = [
            {"parameter": "limit", "message": "Input should be less than or equal to 100"}
        ]
    return told


_PROBLEMS = {
    "404": ("Not Found", "Không có dịch vụ nào mang mã 9.999999."),
    "410": ("Gone", "Dịch vụ 1.000689 đã được thay bằng 1.001193."),
    "422": ("Unprocessable Entity", "Tham số chưa đúng: limit."),
    "429": ("Too Many Requests", "Bạn hỏi quá nhanh. Thử lại sau 12 giây."),
    "503": ("Service Unavailable", "Tìm kiếm đang tạm nghỉ. Thử lại sau ít phút."),
}
