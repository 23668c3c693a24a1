"""The tree of the demo province's units, from two tables.

Names of departments and communes are those of Quảng Ninh since 1 July 2025. Telephone numbers are
of a block that is not in use (0203 5550 …) and mail addresses end in ``.example``: nobody must be
rung up by mistake from a demonstration.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from demo.naming import slug_of
from demo.tables import CATALOGUE, read_table
from services_catalogue.exchange.records import AgencyRecord, OpeningHours

PROVINCE = "tỉnh Quảng Ninh"
WEEKDAYS: list[Literal[1, 2, 3, 4, 5, 6, 7]] = [1, 2, 3, 4, 5]
OFFICE_HOURS = [
    OpeningHours(days=WEEKDAYS, opens="07:30", closes="11:30"),
    OpeningHours(days=WEEKDAYS, opens="13:30", closes="17:00"),
]
CENTRE_HOURS = [*OFFICE_HOURS, OpeningHours(days=[6], opens="07:30", closes="11:30")]
OLD_TYPES = {"p": "Phường", "x": "Xã", "t": "Thị trấn"}
OLD_DISTRICTS = {"TP": "TP", "TX": "TX", "huyện": "Huyện"}
#: Codes of the communes' units follow the departments' in the province's list (H49).
FIRST_COMMUNE_CODE = 101


@cache
def agencies() -> tuple[AgencyRecord, ...]:
    """All units, parents before their children, with telephone numbers in order of appearance."""
    rows = [*_above_the_communes(), *_communes()]
    return tuple(
        AgencyRecord(**row, phone=f"0203 5550 {number:03d}")
        for number, row in enumerate(rows, start=1)
    )


def _above_the_communes() -> Iterator[dict[str, Any]]:
    for row in read_table(CATALOGUE / "agencies.yaml"):
        yield from _with_children(row, parent=None, kind="division", place="")


def _with_children(
    row: dict[str, Any] | str, parent: str | None, kind: str, place: str
) -> Iterator[dict[str, Any]]:
    if isinstance(row, str):
        row = dict(zip(("name", "about", "place"), row.split(" | "), strict=False))
    slug = row.get("slug") or slug_of(row["name"])
    kind = row.get("kind", kind)
    place = row.get("place", place)
    yield _unit(
        slug=slug,
        name=row["name"],
        short_name=row.get("short", ""),
        kind=kind,
        parent=parent,
        egov_code=row.get("code", ""),
        description=row["about"],
        address=f"{place}, {PROVINCE}",
        former_names=[f"{name} (cũ)" for name in row.get("old", [])],
        opening_hours=CENTRE_HOURS if row.get("centre") else OFFICE_HOURS,
    )
    below = "vertical" if kind == "vertical" else "division"
    for child in row.get("units", []):
        yield from _with_children(child, parent=slug, kind=below, place=place)


def _communes() -> Iterator[dict[str, Any]]:
    for number, row in enumerate(read_table(CATALOGUE / "communes.yaml"), start=FIRST_COMMUNE_CODE):
        yield from _commune(row, f"H49.{number}")


def _commune(row: dict[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """The people's committee of a commune, its service centre, health station and police."""
    called = f"{row['type']} {row['name']}"
    slug, former = slug_of(called), _former_names(row)
    seat = f"{called[0].upper()}{called[1:]}, {PROVINCE}"
    yield _unit(
        slug=slug,
        name=f"Uỷ ban nhân dân {called}",
        short_name=f"UBND {called}",
        kind="commune",
        parent="ubnd-cap-xa",
        egov_code=code,
        description=f"Giải quyết thủ tục của người dân, hộ kinh doanh và tổ chức ở {called}.",
        address=f"Trụ sở Uỷ ban nhân dân, {seat}",
        former_names=former,
    )
    yield _unit(
        slug=f"trung-tam-phuc-vu-hanh-chinh-cong-{slug}",
        name=f"Trung tâm Phục vụ hành chính công {called}",
        short_name=f"Trung tâm hành chính công {called}",
        kind="service_centre",
        parent=slug,
        egov_code=f"{code}.01",
        description=f"Nhận hồ sơ, hướng dẫn nộp trực tuyến và trả kết quả cho người dân ở {called}.",
        address=f"Trung tâm Phục vụ hành chính công, {seat}",
        opening_hours=CENTRE_HOURS,
        former_names=former,
    )
    yield _unit(
        slug=f"tram-y-te-{slug}",
        name=f"Trạm Y tế {called}",
        kind="division",
        parent=slug,
        egov_code=f"{code}.02",
        description=f"Khám bệnh ban đầu, tiêm chủng và quản lý sức khoẻ cho người dân ở {called}.",
        address=f"Trạm Y tế, {seat}",
        former_names=former,
    )
    yield _unit(
        slug=f"cong-an-{slug}",
        name=f"Công an {called}",
        kind="vertical",
        parent="cong-an-cap-xa",
        description=f"Căn cước, cư trú, đăng ký xe và an ninh trật tự ở {called}.",
        address=f"Trụ sở Công an, {seat}",
        former_names=former,
    )


def _former_names(row: dict[str, Any]) -> list[str]:
    """What people may still call the place, marked as old: "Phường Hà Phong (cũ)"."""
    names = [f"{OLD_TYPES[unit[0]]} {unit[2:]} (cũ)" for unit in row.get("whole", [])]
    names += [f"{OLD_TYPES[unit[0]]} {unit[2:]} (cũ, một phần)" for unit in row.get("part", [])]
    kind, _, district = row["former"].partition(" ")
    return [*names, f"{OLD_DISTRICTS[kind]} {district} (cũ)"]


def _unit(
    slug: str, opening_hours: list[OpeningHours] = OFFICE_HOURS, **values: Any
) -> dict[str, Any]:
    mailbox = slug.replace("trung-tam-phuc-vu-hanh-chinh-cong", "hcc").replace(
        "van-phong-dang-ky-dat-dai", "vpdkdd"
    )
    # The part before the @ may have 64 characters at most (RFC 5321, 4.5.3.1.1).
    mailbox = mailbox[:64].rstrip("-")
    return {
        "slug": slug,
        "email": f"{mailbox}@quangninh.example",
        "opening_hours": opening_hours,
        **values,
    }
