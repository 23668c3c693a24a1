"""The API does what its OpenAPI document says, for any input that schemathesis thinks of."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from api.api import api
from portal.wsgi import application
from tests.api.openapi_snapshot import SNAPSHOT, document
from tests.factories import make_service

OPERATIONS = sorted(
    (path, method) for path, item in api.get_openapi_schema()["paths"].items() for method in item
)


@pytest.fixture
def served(site_tree):
    make_service(code="1.000100", short_name="Đăng ký khai sinh")
    make_service(code="1.000200", short_name="Đăng ký kết hôn")
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    # A cursor of another history is well formed and gone all the same.
    found.config.checks.positive_data_acceptance.expected_statuses = [
        "2xx", "404", "410", "422", "429", "503",
    ]  # fmt: skip
    return found


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_answers_conform(served, path, method):
    @given(case=served[path][method].as_strategy())
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def conforms(case):
        # Compression is below the contract; its middleware has its own tests.
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    conforms()


def test_every_operation_has_a_name_and_a_description():
    for item in api.get_openapi_schema()["paths"].values():
        for operation in item.values():
            assert operation["operationId"]
            assert operation["description"]


def test_the_document_changes_only_on_purpose():
    # Accept an addition: python -m tests.api.openapi_snapshot
    assert document().splitlines() == SNAPSHOT.read_text(encoding="utf-8").splitlines()
