"""Build the files anew after changes: once for a run of edits, by the worker, soon but not at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from api.dumps import building
from services_catalogue.models import ChangeFeed

log = structlog.get_logger(__name__)


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
