"""Applicants who do not exist: common names, telephone numbers of a block that is not in use."""

from __future__ import annotations

import json
from random import Random

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE = ("Thị", "Văn", "Thị Thu", "Đức", "Minh", "Ngọc", "Hữu", "Thanh", "Quang", "Thuỳ")
_GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dung",
    "Giang",
    "Hà",
    "Hùng",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Phương",
    "Quân",
    "Sơn",
    "Trang",
    "Tuấn",
    "Vân",
    "Yến",
)
NAMES = tuple(f"{a} {b} {c}" for a in _FAMILY for b in _MIDDLE for c in _GIVEN)
_QUOTED = tuple(json.dumps(name, ensure_ascii=False) for name in NAMES)


def applicant(random: Random) -> tuple[str, str]:
    """(name, the applicant as JSON)."""
    draw = random.random()
    place = int(draw * len(NAMES))
    digits = int(random.random() * 10_000)
    return NAMES[place], f'{{"full_name": {_QUOTED[place]}, "phone": "020355{digits:04d}00"}}'


__all__ = ["NAMES", "applicant"]
