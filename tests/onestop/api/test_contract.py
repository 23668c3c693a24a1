"""The OpenAPI document against the API: no answer that it does not tell, no 5xx, along its links."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onestop.api.api import api
from onestop.models import Client, Dossier
from onestop.models.clients import token_digest
from tests.onestop import making

TOKEN = "a-token-of-the-contract-0123456789"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CALM: dict[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}
document = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/v1/"))


@pytest.fixture
def url(committed, live_server) -> str:
    """A serving onestop that knows the service and the dossier of the document's examples."""
    client = Client.objects.create(name="portal", token_digest=token_digest(TOKEN))
    service = making.service(agencies=[making.agency("H49.101")], code="1.001193")
    making.dossier(service, client=client, reference="QN-7K4M-93XD-3")
    return live_server.url


@document.parametrize()
@settings(max_examples=15, phases=[Phase.explicit, Phase.generate], **CALM)
def test_every_operation_answers_as_documented(case, url):
    case.call_and_validate(base_url=url, headers=HEADERS, checks=CHECKS)


def test_every_way_along_the_links_is_documented(url):
    class Way(document.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, case):
            return {"base_url": url, "headers": HEADERS}

        def validate_response(self, response, case, **more):
            case.validate_response(response, checks=CHECKS)

    Way.run(settings=settings(max_examples=12, stateful_step_count=6, **CALM))


def test_the_example_of_the_document_makes_a_dossier(url):
    import httpx

    example = api.get_openapi_schema()["components"]["schemas"]["NewDossier"]["example"]
    answer = httpx.post(
        f"{url}/v1/dossiers", json=example, headers=HEADERS | {"Idempotency-Key": "k"}, timeout=20
    )
    assert answer.status_code == 201, answer.text
    assert Dossier.objects.filter(code=answer.json()["code"], reference="QN-7K4M-93XD-2").exists()
