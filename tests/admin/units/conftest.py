"""Two communes and a department with their people, each with a service of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from services_catalogue.models import UnitRole
from tests.admin.units.people import log_in, make_member
from tests.factories import make_agency, make_service


@pytest.fixture
def province(site_tree):
    """The root of the tree."""
    return make_agency("Uỷ ban nhân dân tỉnh", "ubnd-tinh", kind="province")


@pytest.fixture
def commune_a(province):
    """A commune."""
    return make_agency("UBND phường Bãi Cháy", "phuong-bai-chay", kind="commune", parent=province)


@pytest.fixture
def commune_b(province):
    """Another one."""
    return make_agency("UBND phường Hạ Long", "phuong-ha-long", kind="commune", parent=province)


@pytest.fixture
def service_a(commune_a):
    """A live service of commune A."""
    return make_service(official_name="Thông báo lễ hội", managed_by=commune_a)


@pytest.fixture
def draft_b(commune_b):
    """A service of commune B that was never published."""
    return make_service(official_name="Bí mật của Hạ Long", managed_by=commune_b, publish=False)


@pytest.fixture
def editor_a(commune_a) -> Client:
    """Writes for commune A."""
    return log_in(make_member("editor-a", commune_a))


@pytest.fixture
def moderator_a(commune_a) -> Client:
    """Publishes for commune A."""
    return log_in(make_member("moderator-a", commune_a, UnitRole.MODERATOR))


@pytest.fixture
def head_of_province(province) -> Client:
    """Leads the whole tree."""
    return log_in(make_member("head", province, UnitRole.HEAD))
