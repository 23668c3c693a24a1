"""A small catalogue with a tree of agencies, for the pages by which people browse."""

from __future__ import annotations

from datetime import time
from typing import Any

from services_catalogue.models import (
    Agency,
    Field,
    LifeEvent,
    OpeningPeriod,
    ServiceAgency,
    ServicePage,
)
from tests.factories import make_field, make_service


def make_event(name: str, slug: str, audience: str = "citizen", **values: Any) -> LifeEvent:
    """A life event."""
    return LifeEvent.objects.create(name=name, slug=slug, audience=audience, **values)


def make_tree() -> dict[str, Agency]:
    """Province → departments and communes → units below them, by slug."""
    made: dict[str, Agency] = {}

    def add(slug: str, name: str, kind: str, parent: str = "", **values: Any) -> None:
        made[slug] = Agency.objects.create(
            slug=slug, name=name, kind=kind, parent=made.get(parent), **values
        )

    add("ubnd-tinh", "Uỷ ban nhân dân tỉnh", "province", short_name="UBND tỉnh")
    add("so-tu-phap", "Sở Tư pháp", "department", "ubnd-tinh", phone="0203 5550 111")
    add("phong-ho-tich", "Phòng Hộ tịch", "division", "so-tu-phap")
    add("ubnd-cap-xa", "Uỷ ban nhân dân xã, phường, đặc khu", "commune", "ubnd-tinh")
    add(
        "phuong-ha-tu",
        "Uỷ ban nhân dân phường Hà Tu",
        "commune",
        "ubnd-cap-xa",
        short_name="UBND phường Hà Tu",
        description="Giải quyết thủ tục của người dân ở phường Hà Tu.",
        address="Phường Hà Tu, tỉnh Quảng Ninh",
        phone="0203 5550 280",
        email="ha-tu@quangninh.example",
        former_names="Phường Hà Phong (cũ)\nTP Hạ Long (cũ)",
    )
    add("xa-ba-che", "Uỷ ban nhân dân xã Ba Chẽ", "commune", "ubnd-cap-xa")
    add("tram-y-te-ha-tu", "Trạm Y tế phường Hà Tu", "division", "phuong-ha-tu")
    add("cong-an-tinh", "Công an tỉnh", "vertical", "ubnd-tinh")
    for day in range(1, 6):
        for opens, closes in ((time(7, 30), time(11, 30)), (time(13, 30), time(17))):
            OpeningPeriod.objects.create(
                agency=made["phuong-ha-tu"], weekday=day, opens=opens, closes=closes
            )
    return made


def make_service_of(
    agency: Agency | None = None,
    field: Field | None = None,
    event: LifeEvent | None = None,
    **values: Any,
) -> ServicePage:
    """A published service of an agency, in a field, for a life event."""
    page = make_service(publish=False, field=field or make_field(), **values)
    if agency is not None:
        page.service_agencies = [ServiceAgency(role="executing", agency=agency)]
    if event is not None:
        page.life_events = [event]
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)
