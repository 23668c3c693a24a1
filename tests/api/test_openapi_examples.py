"""Every operation shows an answer, and what it shows is what its schema says."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from api.api import api
from api.examples import FOLDER
from api.webhooks import messages
from services_catalogue.models import ChangeFeed, ChangeRecord
from tests.factories import make_service

DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(), default=str))
OPERATIONS = {
    operation["operationId"]: operation
    for item in DOCUMENT["paths"].values()
    for operation in item.values()
}
SHOWN = [
    (name, status, content)
    for name, operation in OPERATIONS.items()
    for status, answer in operation["responses"].items()
    for content in answer["content"].values()
]


def errors(schema: dict, example: object) -> list[str]:
    whole = {**schema, "components": DOCUMENT["components"]}
    checker = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{one.json_path}: {one.message}" for one in checker.iter_errors(example)]


@pytest.mark.parametrize(
    ("name", "status", "content"), SHOWN, ids=[f"{name}-{status}" for name, status, _ in SHOWN]
)
def test_every_answer_has_an_example_that_conforms(name, status, content):
    assert content["example"]
    assert errors(content["schema"], content["example"]) == []


def test_an_example_that_does_not_conform_is_found():
    content = next(content for name, status, content in SHOWN if name == "get_service")
    broken = {**content["example"], "channels": [{"kind": "by pigeon"}]}
    assert errors(content["schema"], broken)


def test_examples_say_something_and_none_is_left_over():
    for name in ("list_services", "search_services", "list_changes", "list_agencies"):
        assert OPERATIONS[name]["responses"]["200"]["content"]["application/json"]["example"][
            "items"
        ]
    assert {path.stem for path in FOLDER.iterdir()} == set(OPERATIONS)


@pytest.mark.django_db
def test_webhooks_are_sent_as_the_document_says(site_tree):
    page = make_service(code="1.000100")
    page.superseded_by = make_service(code="1.000200")
    page.save_revision().publish()
    sent = [
        json.loads(messages.of_change(one, ChangeFeed.current().epoch).body)
        for one in ChangeRecord.objects.all()
    ]
    assert {one["type"] for one in sent} == {"service.published", "service.superseded"}
    for one in sent:
        content = DOCUMENT["webhooks"][one["type"]]["post"]["requestBody"]["content"]
        schema = content["application/json"]["schema"]
        assert errors(schema, one) == []
        assert errors(schema, content["application/json"]["example"]) == []
        assert set(one["data"]) == set(content["application/json"]["example"]["data"])
