"""Errors as application/problem+json (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse


class Refused(Exception):
    """A request that cannot be done. ``code`` is for machines, the text for people.

    ``status`` is the HTTP status that says so; ``members`` become extension members.
    """

    def __init__(self, status: int, code: str, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.members = status, code, detail, members


def problem(status: int, code: str, detail: str, **members: Any) -> HttpResponse:
    """One problem document with our extension member ``code``."""
    body = {
        "type": f"urn:onestop:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **members,
    }
    response = JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    return response
