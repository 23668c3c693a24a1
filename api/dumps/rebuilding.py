"""Build the files anew after changes: once for a run of edits, by the worker, soon but not at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from api.dumps import building
from services_catalogue.models import ChangeFeed, ChangeRecord

log = structlog.get_logger(__name__)


#: Files older than a change by more than this, beyond DUMP_DELAY_SECONDS, are late.
PATIENCE = timedelta(minutes=30)


@task(priority=-20)
def rebuild_dumps() -> None:
    """Build, unless what is served holds every change already."""
    manifest = building.current()
    if manifest is not None and manifest["cursor"] == str(ChangeFeed.current()):
        return
    made = building.build()
    log.info("dumps_built", services=made["services"], cursor=made["cursor"])


def rebuild_soon(**_signal: Any) -> None:
    """Ask for a build in a while, unless one is waiting: an import of thousands asks once."""
    if not default_task_backend.supports_defer:
        return  # tasks run at once, as in tests: nobody wants every edit to build everything
    waiting = DBTaskResult.objects.filter(
        task_path=rebuild_dumps.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        due = timezone.now() + timedelta(seconds=settings.DUMP_DELAY_SECONDS)
        rebuild_dumps.using(run_after=due).enqueue()


def dump_readiness() -> tuple[bool, str]:
    """Whether the files hold what others were told of: (well, what to know)."""
    made, feed, now = building.current(), ChangeFeed.current(), timezone.now()
    last = DBTaskResult.objects.filter(
        task_path=rebuild_dumps.module_path,
        status__in=(TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL),
    )
    newest = last.order_by("-finished_at").first()
    failed = newest is not None and newest.status == TaskResultStatus.FAILED
    if made is None:
        return feed.position == 0, "no files yet" + ("; the last build failed" if failed else "")
    age = now - datetime.fromisoformat(made["generated_at"])
    detail = f"{made['services']} services, {_spoken(age)} old"
    if failed:
        return False, f"{detail}; the last build failed"
    if made["cursor"] == str(feed):
        return True, detail
    missed = ChangeRecord.objects.filter(position__gt=_position(made["cursor"], feed))
    waiting = missed.order_by("position").values_list("at", flat=True).first()
    patience = PATIENCE + timedelta(seconds=settings.DUMP_DELAY_SECONDS)
    if waiting and now - waiting > patience:
        return False, f"{detail}; changes wait since {timezone.localtime(waiting):%H:%M %d/%m}"
    return True, f"{detail}; newer changes are on their way"


def _position(cursor: str, feed: ChangeFeed) -> int:
    epoch, _dot, number = cursor.partition(".")
    return int(number) if epoch == feed.epoch else 0


def _spoken(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
