"""How the desk answers: a page with what its frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """``template`` of the desk in its frame."""
    values = {**frame(request), **context}
    return render(request, f"onestop/desk/{template}", values, status=status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: the officer, and the time-out of the session."""
    return {
        "officer": getattr(request, "officer", None),
        "session_minutes": settings.SESSION_COOKIE_AGE // 60,
    }
