"""A backend that tells the statistics it is given."""

from __future__ import annotations

from datetime import date
from typing import Any

AS_OF = "2026-11-24T10:00:00+07:00"


def row(
    key: str, name: str = "", *, received=120, early=60, on_time=30, late=10, **more: Any
) -> dict:
    return {
        "key": key,
        "name": name or key,
        "received": received,
        "received_online": received // 2,
        "resolved": early + on_time + late,
        "early": early,
        "on_time": on_time,
        "late": late,
        "median_days": 3.0,
        "p90_days": 6.5,
        **more,
    }


class Source:
    """Answers from ``items`` by grouping; remembers what it was asked."""

    def __init__(self, **items: list[dict]) -> None:
        self.items = items
        self.asked: list[tuple[date, date, str]] = []

    def statistics(self, since: date, until: date, group_by: str) -> dict[str, Any]:
        self.asked.append((since, until, group_by))
        return {"as_of": AS_OF, "total": row("total"), "items": self.items.get(group_by, [])}


def usual() -> Source:
    return Source(
        agency=[
            row("H49.22", "UBND phường Hạ Long"),
            row("H49.33", "UBND phường Bãi Cháy", early=0, on_time=1, late=99),
        ],
        field=[row("Hộ tịch")],
        service=[
            row("1.001193", "Đăng ký khai sinh"),
            row("9.000001", "=HYPERLINK(1)", early=1, on_time=0, late=0),
        ],
        month=[row("2026-10"), row("2026-11", early=20, on_time=10, late=70)],
    )
