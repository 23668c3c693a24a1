"""The OpenAPI document, with the problems that any operation may answer."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from api.examples import example_of, example_problem
from api.webhooks.described import EVENT, webhooks

#: Problem document of RFC 9457, with our extension member ``errors``.
PROBLEM = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "message"],
                "properties": {"parameter": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_ALWAYS = {
    "422": "A parameter is wrong; ``errors`` names each",
    "429": "Asked too often; Retry-After says when to come back",
}
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}}
_SPARSE = ("ServiceDetail", "ServiceSummary")


class DocumentedAPI(NinjaAPI):
    """A NinjaAPI whose document tells examples, errors and webhooks too."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Add examples and the problem responses to each operation, and what is sent."""
        schema = super().get_openapi_schema(**kwargs)
        schema["webhooks"] = webhooks()
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        schemas |= {"Problem": PROBLEM, "ServiceEvent": EVENT}
        for name in _SPARSE:
            # With ?fields= any member but the code may be left out.
            schema["components"]["schemas"][name]["required"] = ["code"]
        for path, item in schema["paths"].items():
            for operation in item.values():
                answer = operation["responses"][200]["content"]["application/json"]
                answer["example"] = example_of(operation["operationId"])
                problems = dict(_ALWAYS)
                if "{" in path:
                    problems["404"] = "There is no such thing"
                if "{code}" in path or "changes" in operation.get("tags", []):
                    problems["410"] = "It was here and is gone"
                if "search" in operation.get("tags", []):
                    problems["503"] = "Search is away for a moment"
                for status, description in problems.items():
                    operation["responses"][status] = _problem(status, description)
        return schema


def _problem(status: str, description: str) -> dict[str, Any]:
    reference = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "example": example_problem(status),
    }
    answer: dict[str, Any] = {
        "description": description,
        "content": {"application/problem+json": reference},
    }
    if status in ("429", "503"):
        answer["headers"] = _RETRY
    return answer
