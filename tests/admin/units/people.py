"""People of units for tests."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from accounts.roles import EDITORS_OF_UNITS
from services_catalogue.models import Agency, UnitMembership, UnitRole


def make_member(
    username: str, agency: Agency, role: UnitRole = UnitRole.EDITOR, **membership: Any
) -> Any:
    """Somebody who works for ``agency``."""
    user = get_user_model().objects.create_user(username, f"{username}@quangninh.example", "x")
    user.groups.add(Group.objects.get(name=EDITORS_OF_UNITS))
    UnitMembership.objects.create(user=user, agency=agency, role=role, **membership)
    return user


def log_in(user: Any) -> Client:
    """A browser in which ``user`` is logged in."""
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser
