"""How the desk answers: a page with what its frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """``template`` of the desk with the officer and the time-out of the session."""
    frame = {
        "officer": getattr(request, "officer", None),
        "session_minutes": settings.SESSION_COOKIE_AGE // 60,
    }
    return render(request, f"onestop/desk/{template}", {**frame, **context}, status=status)
