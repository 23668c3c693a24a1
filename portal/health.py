"""/healthz: the process lives. /readyz: a row a component, 503 when one that is needed fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import Any

import structlog
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from api.dumps.rebuilding import dump_readiness
from api.webhooks.standing import webhook_readiness
from search.engines import get_engine
from services_catalogue.workflow.readiness import editors_mail_readiness
from submissions.readiness import backend_readiness, outbox_readiness
from submissions.uploads.scanning import scanner_state

log = structlog.get_logger(__name__)

#: A task that waits longer than this means that no worker runs.
PATIENCE = timedelta(minutes=5)


class Degraded(Exception):
    """The component works, but somebody should look; the portal stays ready."""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Try each component. Answers 200 when visitors can be served, else 503."""
    rows = [_row(name, check, needed) for name, check, needed in CHECKS]
    ready = all(row["status"] != "failed" or not row["needed"] for row in rows)
    return JsonResponse(
        {"ready": ready, "components": rows},
        status=200 if ready else 503,
        json_dumps_params={"ensure_ascii": False},
    )


def _row(name: str, check: Callable[[], str], needed: bool) -> dict[str, Any]:
    started = perf_counter()
    try:
        status, detail = "ok", check()
    except Degraded as problem:
        status, detail = "degraded", str(problem)
    except Exception as problem:  # a health check reports every failure, whatever its kind
        log.warning("component_failed", component=name, exc_info=True)
        status, detail = "failed", type(problem).__name__
    took = round((perf_counter() - started) * 1000, 1)
    return {"name": name, "status": status, "needed": needed, "detail": detail, "took_ms": took}


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return str(connection.vendor)


def _search() -> str:
    health = get_engine().health()
    if not health.ok:
        raise Degraded(health.detail or health.engine)
    return f"{health.engine}, {health.documents} documents"


def _cache() -> str:
    caches["default"].set("readyz", "1", 10)
    if caches["default"].get("readyz") != "1":
        raise Degraded("a value written was not read back")
    return type(caches["default"]).__name__


def _tasks() -> str:
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    oldest = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    if oldest and timezone.now() - oldest > PATIENCE:
        raise Degraded(f"a task has waited since {oldest:%H:%M}: is the worker running?")
    day = timezone.now() - timedelta(days=1)
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__gte=day
    ).count()
    if failed:
        raise Degraded(f"{failed} tasks failed in the last 24 hours")
    return "no task waits too long"


def _backend() -> str:
    return _told(*backend_readiness())


def _outbox() -> str:
    return _told(*outbox_readiness())


def _editors_mail() -> str:
    return _told(*editors_mail_readiness())


def _dumps() -> str:
    return _told(*dump_readiness())


def _webhooks() -> str:
    return _told(*webhook_readiness())


def _virus_scanner() -> str:
    state = scanner_state()
    return _told(state != "silent", state)


def _told(well: bool, detail: str) -> str:
    if not well:
        raise Degraded(detail)
    return detail


CHECKS: list[tuple[str, Callable[[], str], bool]] = [
    ("database", _database, True),
    ("cache", _cache, False),
    ("search", _search, False),
    ("tasks", _tasks, False),
    ("backend", _backend, False),
    ("outbox", _outbox, False),
    ("editors_mail", _editors_mail, False),
    ("virus_scanner", _virus_scanner, False),
    ("dumps", _dumps, False),
    ("webhooks", _webhooks, False),
]
