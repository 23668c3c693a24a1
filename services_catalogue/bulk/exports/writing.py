"""The worker writes a workbook of any length, in memory that does not grow with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services_catalogue.bulk.exports.reading import records_of
from services_catalogue.bulk.leases import LeaseLost, claim, finish, hand_over, renew
from services_catalogue.exchange.records import ServiceRecord
from services_catalogue.exchange.writing import write_workbook
from services_catalogue.models import ExportRun, Field, RunState, ServicePage
from services_catalogue.models.export_runs import KEPT
from services_catalogue.models.runs import WORKING
from services_catalogue.units.scope import scope_of

log = structlog.get_logger(__name__)


def begin(user: Any, services: list[int], file_name: str) -> tuple[ExportRun, bool]:
    """The run that writes this list for ``user``, and whether it is new: two clicks are one file."""
    mark = sha256(",".join(map(str, services)).encode()).hexdigest()
    waiting = ExportRun.objects.filter(created_by=user, mark=mark, state__in=WORKING)
    try:
        with transaction.atomic():
            found = waiting.first()
            if found is not None:
                return found, False
            made = ExportRun.objects.create(
                created_by=user,
                mark=mark,
                services=services,
                file_name=file_name,
                total=len(services),
                **hand_over(),
            )
            return made, True
    except IntegrityError:  # the other click came in between
        return waiting.get(), False


def write_export(pk: int) -> None:
    """Write the workbook of run ``pk``. One cut off begins anew: there is a whole file or none."""
    states = (RunState.WAITING, RunState.APPLYING)
    run = claim(ExportRun, pk, states, state=RunState.APPLYING, done=0)
    if run is None:
        return
    folder = Path(settings.EXPORT_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{run.pk}-{run.lease_token}.xlsx"
    try:
        fields = Field.objects.values_list("name", flat=True)
        write_workbook(folder / name, _records(run), fields=fields)
        finish(run, RunState.DONE, file=name, done=run.total)
    except LeaseLost:
        (folder / name).unlink(missing_ok=True)
        log.warning("export.lease_lost", run=pk)
    except Exception:
        (folder / name).unlink(missing_ok=True)
        log.exception("export.failed", run=pk)
        finish(run, RunState.FAILED, problem=_("Lỗi ngoài dự kiến khi viết tệp."))
        raise


def _records(run: ExportRun) -> Iterator[ServiceRecord]:
    """What of the list is in the person's reach by now."""
    if run.created_by is None:
        return
    allowed = set(scope_of(run.created_by).services().values_list("pk", flat=True))
    keys = [pk for pk in run.services if pk in allowed]
    for number, record in enumerate(records_of(keys), start=1):
        yield record
        if number % 100 == 0:
            renew(run, done=number)


def in_reach(run: ExportRun, user: Any) -> bool:
    """Whether ``user`` still reaches every service of the file: a role may have ended meanwhile."""
    scope = scope_of(user)
    if scope.everything:
        return True
    there = ServicePage.objects.filter(pk__in=run.services).count()
    return bool(scope.agencies) and there == scope.services().filter(pk__in=run.services).count()


def path_of(run: ExportRun) -> Path:
    """Where the file of ``run`` lies."""
    return Path(settings.EXPORT_DIR) / run.file


def purge() -> int:
    """Remove the files whose day is over, and what a killed worker left; answers how many files."""
    over = timezone.now() - KEPT
    ExportRun.objects.filter(finished_at__lt=over).update(file="", services=[])
    folder = Path(settings.EXPORT_DIR)
    kept = set(ExportRun.objects.exclude(file="").values_list("file", flat=True))
    removed = 0
    for entry in os.scandir(folder) if folder.is_dir() else ():
        if entry.name not in kept and entry.stat().st_mtime < over.timestamp():
            Path(entry.path).unlink(missing_ok=True)
            removed += 1
    return removed
