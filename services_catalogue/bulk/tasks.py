"""What the worker does for the desk: each task may come twice, and does nothing the second time."""

from __future__ import annotations

from typing import Any

from django_tasks import task
from django_tasks.base import Task

from services_catalogue.models import BulkChange, ExportRun, ImportRun, RunState, UnitMerger


@task()
def compare_import(pk: int) -> None:
    """Read a file handed in and compare it with the catalogue."""
    from services_catalogue.bulk.imports.comparing import compare

    compare(pk)


@task()
def apply_import(pk: int) -> None:
    """Carry out the ticked rows of an import."""
    from services_catalogue.bulk.imports.applying import carry_out_import

    carry_out_import(pk)


@task()
def apply_change(pk: int) -> None:
    """Carry out one change to many services."""
    from services_catalogue.bulk.changes.applying import carry_out_change

    carry_out_change(pk)


@task()
def apply_merger(pk: int) -> None:
    """Carry out a merger of units."""
    from services_catalogue.bulk.mergers.applying import carry_out_merger

    carry_out_merger(pk)


@task()
def write_export(pk: int) -> None:
    """Write a workbook of many services."""
    from services_catalogue.bulk.exports import writing

    writing.write_export(pk)


def task_for(run: Any) -> Task[Any, Any]:
    """The task that a run in its present state waits for."""
    if isinstance(run, ImportRun):
        return apply_import if run.state == RunState.APPLYING else compare_import
    if isinstance(run, BulkChange):
        return apply_change
    if isinstance(run, UnitMerger):
        return apply_merger
    if isinstance(run, ExportRun):
        return write_export
    raise TypeError(type(run))
