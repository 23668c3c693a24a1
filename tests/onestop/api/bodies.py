"""Requests to the Dossier API for tests."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.onestop.making import APPLICANT

_numbers = count(1)


def dossier(service: Any, **about: Any) -> dict[str, Any]:
    """The body of an intake."""
    return {
        "reference": f"QN-{next(_numbers):06d}",
        "service_code": service.code,
        "case": "",
        "form": {"id": "standard", "version": 1},
        "applicant": dict(APPLICANT),
        "data": {"note": "Xin cấp hai bản"},
        "attachments": [],
        "submitted_at": "2026-10-12T09:00:00+07:00",
    } | about


def post(api: Any, path: str, body: Any, key: str = "") -> Any:
    """A JSON request with an idempotency key (a new one unless given)."""
    return api.post(
        f"/v1/{path}",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": key or uuid4().hex},
    )


def upload(api: Any, content: bytes, name: str = "anh.jpg") -> Any:
    """One paper."""
    return api.post("/v1/attachments", {"file": SimpleUploadedFile(name, content, "image/jpeg")})
