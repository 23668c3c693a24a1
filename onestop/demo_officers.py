"""Log-ins of officers for the demo. Never made outside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from onestop.models import Agency, Officer


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """A log-in that `make demo` prints. ``unit``: part of the unit's name, ``kind`` of unit."""

    username: str
    password: str
    last_name: str
    first_name: str
    title: str
    unit: str
    kind: str
    heads: bool = False


OFFICERS = (
    DemoOfficer(
        "canbo", "can-bo-2026", "Phạm Thị", "Hoa", "Công chức Một cửa", "Hạ Long", "commune"
    ),
    DemoOfficer(
        "truongdv",
        "truong-dv-2026",
        "Vũ Đức",
        "Long",
        "Phụ trách",
        "Hạ Long",
        "commune",
        heads=True,
    ),
    DemoOfficer(
        "canboso", "can-bo-so-2026", "Đỗ Minh", "Sơn", "Chuyên viên", "Sở Xây dựng", "department"
    ),
)


def make_officers() -> list[tuple[DemoOfficer, str]]:
    """Make those that are missing; answers each with the name of its unit."""
    made = []
    for officer in OFFICERS:
        agency = _unit(officer)
        if agency is None:
            continue
        user, created = get_user_model().objects.get_or_create(
            username=officer.username,
            defaults={"first_name": officer.first_name, "last_name": officer.last_name},
        )
        if created:
            user.set_password(officer.password)
            user.save()
        Officer.objects.get_or_create(
            user=user,
            defaults={"agency": agency, "title": officer.title, "heads_agency": officer.heads},
        )
        made.append((officer, agency.name))
    return made


def _unit(officer: DemoOfficer) -> Agency | None:
    units = Agency.objects.filter(kind=officer.kind, services__isnull=False).distinct()
    return (
        units.filter(name__contains=officer.unit).order_by("code").first()
        or units.order_by("code").first()
    )
