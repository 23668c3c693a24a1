"""The ``webhooks`` of the OpenAPI 3.1 document: what subscribers are sent."""

from __future__ import annotations

from typing import Any

from services_catalogue.models import ChangeKind

_SUMMARIES = {
    ChangeKind.PUBLISHED: "A service was published",
    ChangeKind.CHANGED: "A service changed; ``fields`` names what differs",
    ChangeKind.SUPERSEDED: "Another service took its place",
    ChangeKind.WITHDRAWN: "A service was withdrawn",
}
_HEADERS = {
    "webhook-id": "The same however often this event is sent",
    "webhook-timestamp": "When it was sent, seconds since 1970",
    "webhook-signature": "v1,… (Standard Webhooks); two of them while a secret is changed",
}

#: One event (Standard Webhooks 1.0.0).
EVENT = {
    "title": "ServiceEvent",
    "type": "object",
    "required": ["type", "timestamp", "data"],
    "properties": {
        "type": {"type": "string", "enum": [f"service.{kind.value}" for kind in ChangeKind]},
        "timestamp": {"type": "string", "format": "date-time"},
        "data": {
            "type": "object",
            "required": ["cursor", "code", "title", "fields", "record", "permalink"],
            "properties": {
                "cursor": {"type": "string", "description": "Place in the change feed"},
                "code": {"type": "string"},
                "title": {"type": "string"},
                "fields": {"type": "array", "items": {"type": "string"}},
                "superseded_by": {"type": ["string", "null"]},
                "record": {"type": "string", "description": "Where the service is read whole"},
                "permalink": {"type": "string"},
            },
        },
    },
}


def webhooks() -> dict[str, Any]:
    """Each kind of event as a path item."""
    return {f"service.{kind.value}": {"post": _event(kind)} for kind in ChangeKind}


def _event(kind: ChangeKind) -> dict[str, Any]:
    superseded = kind == ChangeKind.SUPERSEDED
    example = {
        "type": f"service.{kind.value}",
        "timestamp": "2026-11-24T09:00:00+07:00",
        "data": {
            "cursor": "5b0c7a1e.812",
            "code": "1.001193",
            "title": "Đăng ký khai sinh",
            "fields": ["channels", "updated_at"] if kind == ChangeKind.CHANGED else [],
            "superseded_by": "1.009999" if superseded else None,
            "record": "https://portal.example/api/v1/services/1.001193",
            "permalink": "https://portal.example/dv/1.001193",
        },
    }
    reference = {"schema": {"$ref": "#/components/schemas/ServiceEvent"}, "example": example}
    return {
        "operationId": f"told_service_{kind.value}",
        "summary": _SUMMARIES[kind],
        "description": "Sent to endpoints registered at /nha-phat-trien/webhook/, in the order of "
        "the change feed, at least once.",
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "description": text,
                "schema": {"type": "string"},
            }
            for name, text in _HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": reference}},
        "responses": {
            "2XX": {"description": "Taken; the next one follows"},
            "410": {"description": "Nothing more is sent"},
            "default": {"description": "Sent again later; Retry-After is honoured"},
        },
    }
