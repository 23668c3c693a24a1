"""The OpenAPI document: the problems that an operation may answer, and which leads to which."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from onestop.api.schemas.problem import Problem
from onestop.api.schemas.values import EXAMPLE_CODE

#: Every operation.
_ALWAYS = {"401": "The token is missing or unknown"}
#: Operations with a path or query to get wrong, and what each writing one may be answered.
_WRONG = {"422": "Fields are wrong (``errors`` names each), or it cannot be: see ``code``"}
_BODY = {"400": "The body is not JSON of ordinary text", "413": "The body is too large", **_WRONG}
_KEYED = {**_BODY, "409": "The key was used for another request, or the dossier takes this no more"}
_PATH = {"404": "There is no such dossier, or it is not yours"}
_PROBLEMS: dict[str, dict[str, str]] = {
    "take_attachment": _BODY,
    "take_dossier": {**_KEYED, "503": "A planned pause"},
    "take_supplement": {**_KEYED, **_PATH},
    "take_withdrawal": {**_KEYED, **_PATH},
    "changes": _WRONG,
    "dossier": {**_PATH, **_WRONG},
    "receipt": {**_PATH, **_WRONG},
    "result": {**_PATH, **_WRONG},
    "letter": {**_PATH, **_WRONG},
    "track": {**_BODY, **_PATH},
    "services": {},
    "statistics": _WRONG,
}
_FROM_CODE = {"parameters": {"code": "$response.body#/code"}}
_LINKS: dict[str, dict[str, Any]] = {
    "take_dossier": {
        name: {"operationId": name, **_FROM_CODE}
        for name in ("dossier", "receipt", "take_supplement", "take_withdrawal")
    },
    "take_supplement": {"dossier": {"operationId": "dossier", **_FROM_CODE}},
    "take_withdrawal": {"dossier": {"operationId": "dossier", **_FROM_CODE}},
    "take_attachment": {
        "take_dossier": {
            "operationId": "take_dossier",
            "requestBody": {
                "attachments": [{"id": "$response.body#/id", "filename": "to-khai.pdf"}]
            },
        }
    },
    "changes": {
        "changes": {
            "operationId": "changes",
            "parameters": {"changed_since": "$response.body#/next_cursor"},
        }
    },
}
_EXAMPLES: dict[str, Any] = {
    "take_dossier": {
        "code": EXAMPLE_CODE,
        "status": 1,
        "received_at": "2026-11-24T02:00:01+00:00",
        "due_at": "2026-12-01T10:00:00+00:00",
        "receipt_url": f"https://mot-cua.example/v1/dossiers/{EXAMPLE_CODE}/receipt.pdf",
    },
    "take_attachment": {
        "id": "5f1b7a52-2d4c-4e0e-9a1c-2f9d3f1f6f10",
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "size": 482113,
    },
    "changes": {"items": [], "next_cursor": "4711", "has_more": False},
}


class DocumentedAPI(NinjaAPI):
    """A NinjaAPI whose document tells errors, examples and links."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Complete what ninja finds out by itself."""
        schema = super().get_openapi_schema(**kwargs)
        problem = Problem.model_json_schema()
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = problem
        for item in schema["paths"].values():
            for operation in item.values():
                _complete(operation)
        return schema


def _complete(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    answers = operation["responses"]
    for status in [status for status in answers if int(status) < 300]:
        content = answers[status].get("content", {}).get("application/json")
        if content is not None and name in _EXAMPLES:
            content["example"] = _EXAMPLES[name]
        if name in _LINKS:
            answers[status]["links"] = _LINKS[name]
    for status, description in {**_ALWAYS, **_PROBLEMS[name]}.items():
        answers[int(status)] = _problem(status, description)


def _problem(status: str, description: str) -> dict[str, Any]:
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    answer: dict[str, Any] = {
        "description": description,
        "content": {"application/problem+json": reference},
    }
    if status == "503":
        answer["headers"] = {
            "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}
        }
    return answer
