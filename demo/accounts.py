"""The three people who can log in to the demo. Never made outside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from accounts.roles import EDITORS, MODERATORS


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A log-in that `make demo` prints."""

    username: str
    password: str
    role: str
    first_name: str
    last_name: str
    group: str | None


ACCOUNTS = (
    DemoAccount("bientap", "bien-tap-2026", "biên tập viên", "Bình", "Nguyễn Thị", EDITORS),
    DemoAccount("duyet", "nguoi-duyet-2026", "người duyệt", "Duy", "Trần Văn", MODERATORS),
    DemoAccount("quantri", "quan-tri-2026", "quản trị viên", "Quân", "Lê Minh", None),
)


def make_accounts() -> None:
    """Make the accounts that are missing; passwords that were changed stay as they are."""
    users = get_user_model()
    for account in ACCOUNTS:
        user, created = users.objects.get_or_create(
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
