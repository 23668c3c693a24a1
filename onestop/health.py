"""/healthz: the process lives. /readyz: a row a component, 503 when one that is needed fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import perf_counter
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onestop import clock_state
from onestop.models import Client, Service

log = structlog.get_logger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Try each component. Answers 200 when dossiers can be taken, else 503."""
    rows = [_row(name, check) for name, check in CHECKS]
    rows += [_row(name, check, needed=False) for name, check in WATCHED]
    ready = all(row["status"] == "ok" for row in rows if row["needed"])
    return JsonResponse({"ready": ready, "components": rows}, status=200 if ready else 503)


def _row(name: str, check: Callable[[], str], *, needed: bool = True) -> dict[str, Any]:
    started = perf_counter()
    try:
        status, detail = "ok", check()
    except Exception as problem:  # a health check reports every failure, whatever its kind
        log.warning("component_failed", component=name, exc_info=True)
        status, detail = "failed" if needed else "degraded", str(problem) or type(problem).__name__
    took = round((perf_counter() - started) * 1000, 1)
    return {"name": name, "status": status, "needed": needed, "detail": detail, "took_ms": took}


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return str(connection.vendor)


def _papers() -> str:
    settings.BLOB_DIR.mkdir(parents=True, exist_ok=True)
    if not os.access(settings.BLOB_DIR, os.W_OK):
        raise PermissionError("the folder of papers cannot be written")
    return "writable"


def _services() -> str:
    if not Client.objects.filter(is_active=True).exists():
        raise LookupError("no client has a token: run prepare_onestop")
    count = Service.objects.count()
    if not count:
        raise LookupError("no service is known: run prepare_onestop")
    return f"{count} services"


CHECKS: list[tuple[str, Callable[[], str]]] = [
    ("database", _database),
    ("papers", _papers),
    ("services", _services),
]
#: What dossiers can be taken without, for a while: letters of apology wait for it.
WATCHED: list[tuple[str, Callable[[], str]]] = [("clock", clock_state.judge)]
