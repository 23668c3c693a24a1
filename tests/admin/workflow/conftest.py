"""Two communes below a province, with people in them, and a service of the first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import TaskState

from services_catalogue.models import Agency, ServicePage, UnitMembership
from tests.factories import make_agency, make_service


def make_person(username: str, agency: Agency | None = None, role: str = "editor", **values: Any):
    """A person of ``agency``, who has an address."""
    user = get_user_model().objects.create_user(
        username, f"{username}@quangninh.example", "x", **values
    )
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if agency is not None:
        # Long before every day that the tests travel to.
        UnitMembership.objects.create(
            user=user, agency=agency, role=role, starts_on=date(2020, 1, 1)
        )
    return user


def logged_in(user: Any) -> Client:
    """A browser of ``user``."""
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def current_step(page: ServicePage) -> TaskState:
    """The step of ``page`` in progress."""
    return TaskState.objects.for_instance(page).get(status=TaskState.STATUS_IN_PROGRESS)


@pytest.fixture
def units(site_tree) -> dict[str, Agency]:
    """Province, and below it the communes Hạ Long and Cẩm Phả."""
    province = make_agency("UBND tỉnh", "ubnd-tinh")
    return {
        "province": province,
        "ha-long": make_agency("Phường Hạ Long", "phuong-ha-long", parent=province),
        "cam-pha": make_agency("Phường Cẩm Phả", "phuong-cam-pha", parent=province),
    }


@pytest.fixture
def people(units) -> dict[str, Any]:
    """Who works where."""
    return {
        "editor": make_person("ha-long-bt", units["ha-long"], "editor"),
        "moderator": make_person("ha-long-duyet", units["ha-long"], "moderator"),
        "stranger": make_person("cam-pha-duyet", units["cam-pha"], "moderator"),
        "head": make_person("lanh-dao", units["province"], "head"),
    }


@pytest.fixture
def service(units) -> ServicePage:
    """A live service of Hạ Long."""
    return make_service(
        code="1.001193", short_name="Đăng ký khai sinh", managed_by=units["ha-long"]
    )


def change(page: ServicePage, user: Any = None, **values: Any):
    """A further revision of ``page``."""
    draft = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user)
