"""The API does what its OpenAPI document says, for any input that schemathesis thinks of."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from portal.wsgi import application
from tests.factories import make_service

schema = schemathesis.pytest.from_fixture("openapi")


@pytest.fixture
def openapi(site_tree):
    make_service(code="1.000100", short_name="Đăng ký khai sinh")
    make_service(code="1.000200", short_name="Đăng ký kết hôn")
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_answers_conform(case):
    case.call_and_validate()
