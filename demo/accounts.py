"""The people who can log in to the demo. Never made outside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from accounts.roles import EDITORS, EDITORS_OF_UNITS, MODERATORS
from services_catalogue.models import Agency, ServicePage, UnitMembership, UnitRole


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A log-in that `make demo` prints; ``unit`` is the slug of the agency they work for."""

    username: str
    password: str
    role: str
    first_name: str
    last_name: str
    group: str | None
    unit: str = ""
    unit_role: UnitRole = UnitRole.EDITOR


ACCOUNTS = (
    DemoAccount("bientap", "bien-tap-2026", "biên tập viên", "Bình", "Nguyễn Thị", EDITORS),
    DemoAccount("duyet", "nguoi-duyet-2026", "người duyệt", "Duy", "Trần Văn", MODERATORS),
    DemoAccount("quantri", "quan-tri-2026", "quản trị viên", "Quân", "Lê Minh", None),
)
#: People of units, who see and change what their unit keeps and nothing else.
UNIT_ACCOUNTS = (
    DemoAccount(
        "tuphap", "tu-phap-2026", "biên tập viên Sở Tư pháp", "Hoa", "Phạm Thị",
        EDITORS_OF_UNITS, "so-tu-phap",
    ),
    DemoAccount(
        "duyettuphap", "duyet-tu-phap-2026", "người duyệt Sở Tư pháp", "Tuấn", "Vũ Anh",
        EDITORS_OF_UNITS, "so-tu-phap", UnitRole.MODERATOR,
    ),
    DemoAccount(
        "giamdoctuphap", "giam-doc-2026", "thủ trưởng Sở Tư pháp", "Dũng", "Hoàng Tiến",
        EDITORS_OF_UNITS, "so-tu-phap", UnitRole.HEAD,
    ),
    DemoAccount(
        "baichay", "bai-chay-2026", "biên tập viên phường Bãi Cháy", "Mai", "Đỗ Ngọc",
        EDITORS_OF_UNITS, "phuong-bai-chay",
    ),
    DemoAccount(
        "halong", "ha-long-2026", "biên tập viên phường Hạ Long", "Sơn", "Bùi Thanh",
        EDITORS_OF_UNITS, "phuong-ha-long",
    ),
)  # fmt: skip
#: Services that one commune keeps for the demo, so that its people find something on their desk.
COMMUNES_SERVICES = {
    "phuong-bai-chay": ("9.241440", "9.241441", "9.225520"),
    "phuong-ha-long": ("9.241660", "9.241662", "9.225523"),
}


def make_accounts() -> None:
    """Make the accounts that are missing; passwords that were changed stay as they are."""
    for account in ACCOUNTS:
        _make(account)


def make_unit_accounts() -> None:
    """The same for people of units, once the agencies are there."""
    for account in UNIT_ACCOUNTS:
        agency = Agency.objects.filter(slug=account.unit).first()
        if agency is None:
            continue
        user, created = _make(account)
        if created:
            UnitMembership.objects.create(user=user, agency=agency, role=account.unit_role)
    for slug, codes in COMMUNES_SERVICES.items():
        for agency in Agency.objects.filter(slug=slug):
            ServicePage.objects.filter(code__in=codes).update(managed_by=agency)


def _make(account: DemoAccount) -> tuple[Any, bool]:
    user, created = get_user_model().objects.get_or_create(
        username=account.username,
        defaults={
            "first_name": account.first_name,
            "last_name": account.last_name,
            "email": f"{account.username}@quangninh.example",
            "is_superuser": account.group is None,
            "is_staff": account.group is None,
        },
    )
    if created:
        user.set_password(account.password)
        user.save()
    if account.group:
        user.groups.add(Group.objects.get(name=account.group))
    return user, created
